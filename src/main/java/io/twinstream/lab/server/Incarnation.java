package io.twinstream.lab.server;

import java.time.Duration;
import java.util.concurrent.Callable;

/** A server from one start to its end. */
public interface Incarnation {

    /** Distinguishes it from every other: {@code pid 4711}. */
    String id();

    /** Whether it has ended and nothing of it is left. */
    boolean isGone();

    /** Whether every process of it was made to stand still and does. */
    boolean isPaused();

    /** What it has printed by now. */
    ServerLog log();

    /**
     * Returns when the probe says true.
     *
     * @throws EnvironmentException if it ends or the deadline passes before; the message has the last lines of the log
     */
    void awaitReady(Duration deadline, Callable<Boolean> probe);
}
