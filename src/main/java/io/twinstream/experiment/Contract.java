package io.twinstream.experiment;

import static io.twinstream.experiment.Contract.Duplicates.NONE;
import static io.twinstream.experiment.Contract.Duplicates.UP_TO_ONE_INTERVAL;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Set;

/**
 * What a subject promises, written down before the trial: our own word for our writers, for the sink of an engine what
 * its documentation says. Weaker than this is INVALID.
 *
 * @param lossless every well-formed record of the topic has a row
 * @param duplicates how many rows a record may have
 * @param mayHaltUnder the faults after which the lane may stay down
 */
public record Contract(boolean lossless, Duplicates duplicates, Set<Fault> mayHaltUnder) {

    /** How many rows more than one a record may have. */
    public enum Duplicates {
        NONE,
        /**
         * After a fault, and only around a restart: what was visible before it may be written again after it, if the
         * last commit but one before the restart does not cover it, and no more for each restart than comes in, or
         * becomes visible, between two commits in a row. Without a fault none.
         */
        UP_TO_ONE_INTERVAL
    }

    public Contract {
        mayHaltUnder = Set.copyOf(mayHaltUnder);
    }

    /**
     * What this lane promises with this sink mode.
     *
     * @throws IllegalArgumentException if the lane is not listed or has no such sink mode
     */
    public static Contract of(Lane lane, SinkMode sink) {
        LaneDescriptor descriptor = Lanes.of(lane);
        lane.requireHas(sink, descriptor.sinks());
        return descriptor.contract(sink);
    }

    /**
     * Nothing is lost, and a fault lets an interval be written again: plain inserts of what is committed afterwards.
     */
    public static Contract atLeastOnce() {
        return new Contract(true, UP_TO_ONE_INTERVAL, Set.of());
    }

    /** Nothing is lost and nothing is there twice, whatever happens. */
    public static Contract exactlyOnce() {
        return new Contract(true, NONE, Set.of());
    }

    /** The same, but the lane may stay down after these faults. */
    public Contract mayHaltUnder(Set<Fault> faults) {
        return new Contract(lossless, duplicates, faults);
    }
}
