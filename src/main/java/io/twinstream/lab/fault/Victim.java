package io.twinstream.lab.fault;

import java.util.Optional;

/**
 * A subject's lane, as far as a fault can reach it: who it is and where its rows go. Whatever else a fault may want of
 * it is a capability that a lane has or has not: {@link ShowsRows}, {@link MakesProgress}, {@link RefusesProgress},
 * {@link HasWorkers}, {@link HasCoordinator}, {@link CommitsTwice}, {@link Recovers}.
 */
public interface Victim {

    /** The subject: {@code flink/UPSERT}. */
    String name();

    /** The schema of its tables; its database sessions carry this name, too. */
    String place();

    /** The table of its rows, in that schema. */
    String table();

    /** This capability of it; empty if it has not got it. */
    default <C> Optional<C> as(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    /**
     * This capability of it, for a fault that cannot do without.
     *
     * @throws UnsupportedOperationException if it has not got it; the message names both
     */
    default <C> C require(Class<C> capability) {
        return as(capability)
                .orElseThrow(() -> new UnsupportedOperationException(
                        name() + " has no " + capability.getSimpleName() + ", which this fault needs."));
    }
}
