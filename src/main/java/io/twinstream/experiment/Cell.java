package io.twinstream.experiment;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a trial can be about: a lane with a sink mode, under a fault. */
public record Cell(Lane lane, SinkMode sink, Fault fault) {

    /** Every cell that applies, in the order of lanes, sink modes and faults. */
    public static List<Cell> all() {
        return Arrays.stream(Lane.values())
                .flatMap(lane -> Arrays.stream(SinkMode.values())
                        .flatMap(sink -> Arrays.stream(Fault.values()).map(fault -> new Cell(lane, sink, fault))))
                .filter(cell -> cell.notApplicable().isEmpty())
                .toList();
    }

    /**
     * The cell that is written {@code flink/UPSERT/WORKER_KILL}, in any case; it need not apply.
     *
     * @throws IllegalArgumentException if it is not of that form, or a part of it is unknown; the message names what there is
     */
    public static Cell of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a cell; a cell is lane/sink mode/fault, like flink/UPSERT/WORKER_KILL.");
        }
        return new Cell(
                Lane.of(parts[0].toLowerCase(Locale.ROOT)),
                named("sink mode", parts[1], SinkMode.values()),
                named("fault", parts[2], Fault.values()));
    }

    private static <E extends Enum<E>> E named(String what, String name, E[] known) {
        return Stream.of(known)
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + what + " '" + name + "'; the " + what
                        + "s are " + Stream.of(known).map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Why there is no such trial; empty if there is. */
    public Optional<String> notApplicable() {
        return Gap.ALL.stream().filter(gap -> gap.covers(this)).map(Gap::reason).findFirst();
    }

    /**
     * Passes a cell that applies.
     *
     * @throws IllegalArgumentException if there is no such trial; the message says why
     */
    public void requireApplies() {
        notApplicable().ifPresent(reason -> {
            throw new IllegalArgumentException("Cell " + this + " does not apply: " + reason + ".");
        });
    }

    @Override
    public String toString() {
        return lane.id() + "/" + sink + "/" + fault;
    }
}
