package io.twinstream.lab.fault;

import io.twinstream.history.Stamp;
import io.twinstream.lab.server.Incarnation;
import io.twinstream.lab.server.Server;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** A server that is down for 2 s and comes back with its data and its address. */
final class Outage {

    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Outage() {}

    /**
     * Ends the server and starts it again.
     *
     * @param serves whether it does what the lanes need of it; asked each 20 ms from its start on, for a server may
     *     answer before it serves, and it is not this measure that should be late
     * @return what ran before; empty if it was still there when the server should have been down
     */
    static <S extends Server> Optional<Incarnation> of(
            Scene scene, S server, Consumer<? super S> ending, Callable<Boolean> serves) throws InterruptedException {
        Incarnation former = server.incarnation();
        scene.begin();
        ending.accept(server);
        scene.struck();
        boolean gone = former.isGone();
        Scene.last(DOWN);
        CompletableFuture<Stamp> served = CompletableFuture.supplyAsync(() -> awaitTrue(serves));
        server.start();
        scene.end();
        scene.servedAgain(served.join());
        return gone ? Optional.of(former) : Optional.empty();
    }

    private static Stamp awaitTrue(Callable<Boolean> serves) {
        Awaitility.await("a server that was started to serve again")
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(serves);
        return Stamp.now();
    }
}
