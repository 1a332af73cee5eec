package io.twinstream.lab.server;

import java.util.Locale;

/** What an {@link Environment} can be asked for. */
public enum Part {
    BROKER(Role.BROKER),
    DATABASE(Role.POSTGRESQL),
    FLINK(Role.FLINK),
    SPARK(Role.SPARK);

    private final Role role;

    Part(Role role) {
        this.role = role;
    }

    /** What its processes are made of. */
    public Role role() {
        return role;
    }

    /** As it is printed: {@code broker}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
