package io.twinstream.experiment;

import static io.twinstream.experiment.Contract.Duplicates.NONE;
import static io.twinstream.experiment.Contract.Duplicates.UP_TO_ONE_INTERVAL;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Set;

/**
 * What a subject promises, written down before the trial. Weaker than this is INVALID.
 *
 * @param lossless every well-formed record of the topic has a row
 * @param duplicates how many rows a record may have
 * @param ordered rows of a partition become visible in the order of their offsets
 * @param mayHaltUnder the faults after which the lane may stay down
 * @param visibleWithin commit intervals after which a record is visible; kept in the history and not judged
 */
public record Contract(
        boolean lossless, Duplicates duplicates, boolean ordered, Set<Fault> mayHaltUnder, int visibleWithin) {

    /** How many rows more than one a record may have. */
    public enum Duplicates {
        NONE,
        /**
         * So many as came in, or became visible, between two commits in a row may be written again after a fault, but
         * nothing that the last commit but one before it covers; without a fault none.
         */
        UP_TO_ONE_INTERVAL,
        /** Any records may be written again after a fault; without a fault none. */
        ANY_AFTER_A_FAULT,
        ANY
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
        return new Contract(true, UP_TO_ONE_INTERVAL, false, Set.of(), 2);
    }

    /** Nothing is lost and nothing is there twice, whatever happens. */
    public static Contract exactlyOnce() {
        return new Contract(true, NONE, false, Set.of(), 2);
    }
}
