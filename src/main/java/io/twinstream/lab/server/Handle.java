package io.twinstream.lab.server;

/** What a server runs as, a process or a container, to be ended and halted by. */
interface Handle {

    /** As {@link Server#kill}. */
    void kill();

    /** As {@link Server#pause}. */
    void pause();

    /** As {@link Server#resume}. */
    void resume();

    /** As {@link Server#incarnation}. */
    Incarnation incarnation();

    /** As {@link Server#close}. */
    void close();
}
