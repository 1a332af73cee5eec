package io.twinstream.experiment;

import static io.twinstream.experiment.Contract.Duplicates.ANY;
import static io.twinstream.experiment.Contract.Duplicates.ANY_AFTER_A_FAULT;
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
         * So many as came in, or became visible, between two commits in a row may be written again after a fault, but nothing that the last
         * commit but one before it covers; without a fault none.
         */
        UP_TO_ONE_INTERVAL,
        /** Any records may be written again after a fault; without a fault none. */
        ANY_AFTER_A_FAULT,
        ANY
    }

    /** After these a worker, the coordinator or a commit may be gone while a transaction of Flink's XA sink stands prepared. */
    private static final Set<Fault> LEAVE_A_PREPARED_TRANSACTION = Set.of(
            Fault.WORKER_KILL,
            Fault.COORDINATOR_KILL,
            Fault.DATABASE_KILL,
            Fault.DATABASE_RESTART,
            Fault.DATABASE_DISCONNECT,
            Fault.DATABASE_PAUSE,
            Fault.NETWORK,
            Fault.SINK_FULL);

    public Contract {
        mayHaltUnder = Set.copyOf(mayHaltUnder);
    }

    /**
     * What this lane promises with this sink mode.
     *
     * @throws IllegalArgumentException if the lane has no such sink mode
     */
    public static Contract of(Lane lane, SinkMode sink) {
        lane.requireHas(sink);
        return switch (lane) {
            // The JSON format throws at a record that it cannot read. The job restarts into the same record for
            // ever, and each time writes once more what stands between its checkpoint and that record.
            case FLINK_SQL -> new Contract(true, ANY, false, Set.of(Fault.POISON), 2);
            case FLINK ->
                sink == SinkMode.TRANSACTIONAL
                        // The XA sink commits while the checkpoint is taken, not after it: a kill between the two
                        // doubles an interval. After a restore its first transaction has the id of the one that it
                        // left prepared: PostgreSQL refuses it, the job restarts into the same id for ever and
                        // doubles more each time.
                        ? new Contract(true, ANY_AFTER_A_FAULT, false, LEAVE_A_PREPARED_TRANSACTION, 2)
                        : ours(sink);
            case SPARK, SPARK_REALTIME, FLOOR -> ours(sink);
        };
    }

    private static Contract ours(SinkMode sink) {
        return new Contract(true, sink == SinkMode.APPEND ? UP_TO_ONE_INTERVAL : NONE, false, Set.of(), 2);
    }
}
