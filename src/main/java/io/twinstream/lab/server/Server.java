package io.twinstream.lab.server;

/** A server that can be broken and mended. Data and address stay the same for its whole life. */
public interface Server extends AutoCloseable {

    /** What messages call it: {@code broker}. */
    String name();

    /**
     * Starts it and returns when it answers.
     *
     * @throws EnvironmentException if it does not; the message has the last lines of its log
     */
    void start();

    /** Ends it in order, by the signal that the server wants for it. */
    void stop();

    /** Ends it at once (SIGKILL) and returns when every process of it is gone. */
    void kill();

    /** Makes every process of it stand still. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();

    /** Stops and starts it. */
    default void restart() {
        stop();
        start();
    }

    /**
     * What runs now, or ran last.
     *
     * @throws IllegalStateException if it was never started
     */
    Incarnation incarnation();

    /** Ends it in whatever state it is; does nothing if it does not run. */
    @Override
    void close();
}
