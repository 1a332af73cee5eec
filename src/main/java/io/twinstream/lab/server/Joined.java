package io.twinstream.lab.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for work on another thread and throws what it threw. */
final class Joined {

    private Joined() {}

    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EnvironmentException cause) {
                throw new EnvironmentException(cause.getMessage(), cause);
            }
            throw e;
        }
    }
}
