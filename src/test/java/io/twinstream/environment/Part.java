package io.twinstream.environment;

import java.util.Locale;

/** What an {@link Environment} can be asked for. */
public enum Part {
    BROKER,
    DATABASE,
    FLINK,
    SPARK;

    /** As it is printed: {@code broker}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
