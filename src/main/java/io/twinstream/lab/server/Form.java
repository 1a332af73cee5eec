package io.twinstream.lab.server;

import java.util.Locale;

/** What a server is while it runs. */
public enum Form {
    /** A process of the operating system, from Maven coordinates. */
    PROCESS,
    /** A container, from an image. */
    DOCKER;

    /** As it is asked for and recorded: {@code docker}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
