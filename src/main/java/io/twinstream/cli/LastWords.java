package io.twinstream.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that Ctrl-C or SIGTERM ends stop what it does, and say what came out so far, before this process is
 * gone.
 */
final class LastWords implements AutoCloseable {

    /** Servers that do not end by then are ended by the watchdog. */
    private static final long SECONDS = 30;

    private final CountDownLatch said = new CountDownLatch(1);
    private final Thread onSignal = new Thread(this::stop, "stop-series");
    private Runnable stop = () -> {};
    private boolean ending;

    LastWords() {
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    /** How what is going on is stopped; at once if the signal has come already. */
    synchronized void stopBy(Runnable how) {
        stop = how;
        if (ending) {
            how.run();
        }
    }

    private synchronized void stopNow() {
        ending = true;
        stop.run();
    }

    @Override
    public void close() {
        said.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // the program is ending already and this has let it
        }
    }

    private void stop() {
        stopNow();
        try {
            if (!said.await(SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Ended without waiting any longer for the servers; the watchdog ends them.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
