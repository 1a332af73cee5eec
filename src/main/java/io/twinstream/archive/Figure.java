package io.twinstream.archive;

import io.twinstream.checker.Quantile;
import io.twinstream.checker.ResourceUse;
import io.twinstream.experiment.Fault;
import io.twinstream.statistics.Estimate;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A figure that each trial of a cell comes to, and that is put beside that of other trials: the column that it is
 * written to and read from, and how it is printed.
 */
public enum Figure {
    /** From the fault to the first row of the partition that had to wait longest. */
    FIRST_ROW(
            "first row",
            Unit.SECONDS,
            Column.of(Table.RECOVERY, "first_row", subject -> subject.recovery().firstRow())),
    /** The longest time in which some partition had no new row, the one that the fault fell into included. */
    LONGEST_GAP(
            "longest gap",
            Unit.SECONDS,
            Column.of(
                    Table.RECOVERY, "longest_gap", subject -> subject.recovery().longestGap())),
    /** From the fault to the end of the last gap that is its: no row of a batch in flight ends it. */
    DISTURBANCE(
            "disturbed for",
            Unit.SECONDS,
            Column.of(
                    Table.RECOVERY, "disturbance", subject -> subject.recovery().disturbance())),
    /** From the fault until what it had taken away served again: what no lane can help. */
    ABSENCE(
            "absence",
            Unit.SECONDS,
            Column.of(Table.RECOVERY, "absence", subject -> subject.recovery().absence())),
    /** From then on to the first row of the partition that had to wait longest. */
    COMEBACK(
            "comeback",
            Unit.SECONDS,
            Column.of(Table.RECOVERY, "comeback", subject -> subject.recovery().comeback())),
    /** From the fault until latency was what it had been. */
    CATCH_UP(
            "catch-up",
            Unit.SECONDS,
            Column.of(Table.RECOVERY, "catch_up", subject -> subject.recovery().catchUp())),
    /** Half of the rows took at most so long from the intended time to the commit. */
    P50("p50", Unit.MILLIS, Column.latency(Quantile.P50)),
    /** Nine of ten rows took at most so long. */
    P90("p90", Unit.MILLIS, Column.latency(Quantile.P90)),
    /** 99 of 100 rows took at most so long. */
    P99("p99", Unit.MILLIS, Column.latency(Quantile.P99)),
    /** No row took longer. */
    LONGEST(
            "longest",
            Unit.MILLIS,
            Column.of(Table.LATENCY, "max", subject -> subject.latency().max().orElse(null))),
    /** {@link #P50} in commit intervals. */
    P50_IN_INTERVALS("p50 in", Unit.COMMIT_INTERVALS, P50.column, new Per(Column.COMMIT_INTERVAL, 1, "")),
    /** User and system time of the lane's processes for a thousand records. */
    CPU(
            "CPU",
            Unit.SECONDS,
            Column.of(
                    Table.RESOURCES,
                    "cpu",
                    subject -> subject.resources()
                            .map(ResourceUse::cpuMillis)
                            .map(TimeUnit.MILLISECONDS::toMicros)
                            .orElse(null)),
            new Per(Column.RECORDS, 1e3, " per 1000 records")),
    /** The most resident memory that the lane's processes had together. */
    PEAK(
            "peak",
            Unit.MIB,
            Column.of(
                    Table.RESOURCES,
                    "peak_bytes",
                    subject -> subject.resources().map(ResourceUse::peakBytes).orElse(null))),
    /**
     * The coefficient of variation of the cores that the lane's processes kept busy, over samples one to two seconds
     * apart.
     */
    CORES_VARIATION(
            "sd of cores by mean",
            Unit.NONE,
            Column.of(
                    Table.CORES, "variation", subject -> CoresCsv.rounded(Estimate.variation(CoresCsv.warm(subject))))),
    /** Half of the ticks took at most so long from the intended time to the acknowledgement of the broker. */
    ACKNOWLEDGED("acknowledged", Unit.MILLIS, Column.feed(Quantile.P50));

    /** What a figure is divided by: so many of another column. */
    private record Per(Column column, double count, String text) {}

    /** Runs were published before their tables had a column for these. */
    private static final Set<Figure> LATER = EnumSet.of(DISTURBANCE, ABSENCE, COMEBACK);

    private final String head;
    private final Unit unit;

    @SuppressWarnings("ImmutableEnumChecker") // a record, and its function keeps nothing
    private final Column column;

    @SuppressWarnings("ImmutableEnumChecker") // likewise
    private final Per per;

    Figure(String head, Unit unit, Column column) {
        this(head, unit, column, null);
    }

    Figure(String head, Unit unit, Column column, Per per) {
        this.head = head;
        this.unit = unit;
        this.column = column;
        this.per = per;
    }

    /** As it is printed, with its unit: {@code first row s}. */
    public String label() {
        return head + unit.suffix() + (per == null ? "" : per.text);
    }

    /** What it is printed in. */
    public Unit unit() {
        return unit;
    }

    /** Where it is written to and read from. */
    Column column() {
        return column;
    }

    /**
     * Whether trials under this fault have it. A trial that was broken has latencies, too, but they tell of how long it
     * was broken for; malformed records break nothing.
     */
    public boolean isOf(Fault fault) {
        if (this == ABSENCE || this == COMEBACK) {
            return fault.takesAway();
        }
        return isOfRecovery() ? fault != Fault.NONE && fault != Fault.POISON : fault == Fault.NONE;
    }

    /** Whether it is of how a lane came back from a fault. */
    boolean isOfRecovery() {
        return column.table() == Table.RECOVERY;
    }

    /** What the lines of a trial have of it, in its unit; empty if it is not known. */
    Optional<Double> value(Map<Table, CsvLine> trial) throws IOException {
        if (isUnrecorded(trial)) {
            return Optional.empty();
        }
        double count = per == null ? 1 : per.column.number(trial).orElse(0.0) / per.count;
        double divisor = unit.stored() * count;
        return column.number(trial).filter(known -> divisor > 0).map(known -> known / divisor);
    }

    /** Whether a trial with these lines was published before there was a table or a column for it. */
    boolean isUnrecorded(Map<Table, CsvLine> trial) {
        return trial.containsKey(column.table())
                ? LATER.contains(this) && !trial.get(column.table()).has(column.name())
                : column.table().cameLater();
    }

    /** Whether what the lines of a trial have of it is only a lower bound. */
    boolean isBound(Map<Table, CsvLine> trial) throws IOException {
        return this == CATCH_UP && Column.CENSORED.text(trial).equals("true");
    }
}
