package io.twinstream.experiment;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Collections;
import java.util.Comparator;
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

    /** For what a lane has no sink mode for. */
    public static final Set<Fault> EVERY = Set.copyOf(EnumSet.allOf(Fault.class));

    /** Whole sink modes first, then by the fault; of each the lanes in their order. */
    private static final Comparator<Gap> ORDER = Comparator.<Gap, Boolean>comparing(gap -> !gap.isOfEveryFault())
            .thenComparing(gap -> gap.isOfEveryFault() ? Fault.NONE : Collections.min(gap.faults))
            .thenComparing(Gap::lane, Lanes.ORDER);

    public Gap {
        sinks = Set.copyOf(sinks);
        faults = Set.copyOf(faults);
    }

    /**
     * All cells of the matrix that do not apply. POISON applies to every lane, though nothing strikes: it is planted by
     * the feed.
     */
    public static List<Gap> all() {
        return Lanes.all().stream()
                .flatMap(lane -> lane.gaps().stream())
                .sorted(ORDER)
                .toList();
    }

    private boolean isOfEveryFault() {
        return faults.equals(EVERY);
    }

    boolean covers(Cell cell) {
        return lane.equals(cell.lane()) && sinks.contains(cell.sink()) && faults.contains(cell.fault());
    }

    /**
     * The cells and the reason in one line:
     * {@code floor, UPSERT, COORDINATOR_KILL: a bare consumer has no coordinator}.
     */
    public String text() {
        return lane.id() + ", " + listed(sinks) + ", " + (isOfEveryFault() ? "every fault" : listed(faults)) + ": "
                + reason;
    }

    private static String listed(Set<? extends Enum<?>> values) {
        return String.join(
                " and ", new TreeSet<>(values.stream().map(Enum::name).toList()));
    }
}
