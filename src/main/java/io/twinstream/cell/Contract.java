package io.twinstream.cell;

import static io.twinstream.cell.Contract.Duplicates.ANY;
import static io.twinstream.cell.Contract.Duplicates.NONE;
import static io.twinstream.cell.Contract.Duplicates.UP_TO_ONE_INTERVAL;

import java.util.Set;

/**
 * What a subject promises, written down before the trial. Weaker than this is INVALID.
 *
 * @param lossless every well-formed record of the topic has a row
 * @param duplicates how many rows a record may have
 * @param ordered rows of a partition become visible in the order of their offsets
 * @param mayHaltUnder the faults after which the lane may stay down
 * @param visibleWithin commit intervals after which a record is visible; reported, fails nothing
 */
public record Contract(
        boolean lossless, Duplicates duplicates, boolean ordered, Set<Fault> mayHaltUnder, int visibleWithin) {

    /** How many rows more than one a record may have. */
    public enum Duplicates {
        NONE,
        /** Records of at most one commit interval may be written again after a fault; without a fault none. */
        UP_TO_ONE_INTERVAL,
        ANY
    }

    public Contract {
        mayHaltUnder = Set.copyOf(mayHaltUnder);
    }

    /**
     * What this lane promises with this sink mode.
     *
     * @throws IllegalArgumentException if the lane has no such sink mode
     */
    public static Contract of(Lane lane, SinkMode sink) {
        if (!lane.sinks().contains(sink)) {
            throw new IllegalArgumentException("Lane " + lane.id() + " has no sink mode " + sink + "; it has "
                    + lane.sinks().stream().sorted().toList() + ".");
        }
        return switch (lane) {
            // The JSON format throws at a record that it cannot read. The job restarts into the same record for ever,
            // and each
            // time writes once more what stands between its checkpoint and that record.
            case FLINK_SQL -> new Contract(true, ANY, false, Set.of(Fault.POISON), 2);
            case FLINK, SPARK, SPARK_REALTIME, FLOOR ->
                new Contract(true, sink == SinkMode.APPEND ? UP_TO_ONE_INTERVAL : NONE, false, Set.of(), 2);
        };
    }
}
