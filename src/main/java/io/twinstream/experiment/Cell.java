package io.twinstream.experiment;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a trial can be about: a subject under a fault. */
public record Cell(Subject subject, Fault fault) {

    /** The order of lanes, sink modes and faults. */
    public static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::subject, Lanes.SUBJECTS).thenComparing(Cell::fault);

    private static final Pattern FORM = Pattern.compile("([^/]*)/([^/]*)/([^/]*)");

    public Cell(Lane lane, SinkMode sink, Fault fault) {
        this(new Subject(lane, sink), fault);
    }

    /** Every cell of the matrix that applies, in the order of lanes, sink modes and faults. */
    public static List<Cell> all() {
        return Lanes.all().stream()
                .flatMap(lane -> Arrays.stream(SinkMode.values())
                        .flatMap(
                                sink -> Arrays.stream(Fault.values()).map(fault -> new Cell(lane.lane(), sink, fault))))
                .filter(cell -> cell.notApplicable().isEmpty())
                .toList();
    }

    /**
     * The cell that is written {@code flink/UPSERT/WORKER_KILL}, in any case; its lane is listed, and it need not
     * apply.
     *
     * @throws IllegalArgumentException if it is not of that form, or a part of it is unknown; the message names what
     *     there is
     */
    public static Cell of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a cell; a cell is lane/sink mode/fault, like flink/UPSERT/WORKER_KILL.");
        }
        Lane lane = Lanes.named(form.group(1)).lane();
        return new Cell(new Subject(lane, SinkMode.of(form.group(2))), fault(form.group(3)));
    }

    /**
     * The cell of a trial that was run, its fault in any case. Its lane need not be listed any more, or here.
     *
     * @throws IllegalArgumentException if there is no such fault; the message names those that there are
     */
    public static Cell recorded(Subject subject, String fault) {
        return new Cell(subject, fault(fault));
    }

    private static Fault fault(String name) {
        return Arrays.stream(Fault.values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault '" + name + "'; the faults are "
                        + Arrays.stream(Fault.values()).map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }

    public Lane lane() {
        return subject.lane();
    }

    public SinkMode sink() {
        return subject.sink();
    }

    /** Why there is no such trial; empty if there is. */
    public Optional<String> notApplicable() {
        return Lanes.of(lane()).gaps().stream()
                .filter(gap -> gap.covers(this))
                .map(Gap::reason)
                .findFirst();
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
        return subject + "/" + fault;
    }
}
