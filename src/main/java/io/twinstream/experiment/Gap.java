package io.twinstream.experiment;

import static io.twinstream.lane.SinkMode.APPEND;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cells of one lane that do not apply, and why.
 *
 * @param reason a clause, without a full stop
 */
public record Gap(Lane lane, Set<SinkMode> sinks, Set<Fault> faults, String reason) {

    private static final Set<Fault> EVERY = EnumSet.allOf(Fault.class);

    /** All cells that do not apply. POISON applies to every lane, though nothing strikes: it is planted by the feed. */
    public static final List<Gap> ALL = List.of(
            new Gap(
                    Lane.FLINK_SQL,
                    Set.of(UPSERT, TRANSACTIONAL),
                    EVERY,
                    "the lane is the original's, which inserts; flink has the other sink modes"),
            new Gap(
                    Lane.SPARK_REALTIME,
                    Set.of(TRANSACTIONAL),
                    EVERY,
                    "real-time mode hands out no batch that could be committed together with its ledger"),
            new Gap(
                    Lane.FLOOR,
                    Set.of(APPEND, TRANSACTIONAL),
                    EVERY,
                    "the lane shows what the writer of UPSERT costs without an engine"),
            new Gap(Lane.FLOOR, Set.of(UPSERT), Set.of(Fault.COORDINATOR_KILL), "a bare consumer has no coordinator"),
            new Gap(
                    Lane.SPARK,
                    Set.of(APPEND, UPSERT, TRANSACTIONAL),
                    Set.of(Fault.PROGRESS_REFUSED),
                    "a query that cannot write its progress ends, which COORDINATOR_KILL covers"),
            new Gap(
                    Lane.SPARK_REALTIME,
                    Set.of(APPEND, UPSERT),
                    Set.of(Fault.PROGRESS_REFUSED),
                    "a query that cannot write its progress ends, which COORDINATOR_KILL covers"),
            new Gap(Lane.FLOOR, Set.of(UPSERT), Set.of(Fault.PROGRESS_REFUSED), "the broker keeps its progress"));

    public Gap {
        sinks = Set.copyOf(sinks);
        faults = Set.copyOf(faults);
    }

    boolean covers(Cell cell) {
        return lane == cell.lane() && sinks.contains(cell.sink()) && faults.contains(cell.fault());
    }

    /** The cells and the reason in one line: {@code floor, UPSERT, COORDINATOR_KILL: a bare consumer has no coordinator}. */
    public String text() {
        return lane.id() + ", " + listed(sinks) + ", " + (faults.equals(EVERY) ? "every fault" : listed(faults)) + ": "
                + reason;
    }

    private static String listed(Set<? extends Enum<?>> values) {
        return String.join(
                " and ", new TreeSet<>(values.stream().map(Enum::name).toList()));
    }
}
