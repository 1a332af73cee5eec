package io.twinstream.lab.fault;

import io.twinstream.lab.server.Incarnation;
import io.twinstream.lab.server.Server;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A server that is down for 2 s and comes back with its data and its address. */
final class Outage {

    private static final Duration DOWN = Duration.ofSeconds(2);

    private Outage() {}

    /**
     * Ends the server and starts it again.
     *
     * @return what ran before; empty if it was still there when the server should have been down
     */
    static <S extends Server> Optional<Incarnation> of(Scene scene, S server, Consumer<? super S> ending)
            throws InterruptedException {
        Incarnation former = server.incarnation();
        scene.begin();
        ending.accept(server);
        scene.struck();
        boolean gone = former.isGone();
        Scene.last(DOWN);
        server.start();
        scene.end();
        return gone ? Optional.of(former) : Optional.empty();
    }
}
