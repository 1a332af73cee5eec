package io.twinstream.report.paper;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.lane.Subject;
import io.twinstream.report.DeliverySums;
import io.twinstream.report.paper.PaperTable.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paper's tables of what was delivered: from every subject of every trial, also of those with several. */
final class PaperDeliveries {

    private static final String NOT_APPLICABLE = "n/a";

    private final PaperRun run;

    PaperDeliveries(PaperRun run) {
        this.run = run;
    }

    /** A row for each lane and sink mode that was judged, over all faults. */
    PaperTable bySubject() {
        List<Column> columns = List.of(
                Column.text("lane/sink mode", 12),
                Column.number("judged", 4),
                Column.number("ONCE", 4),
                Column.number("DUPLICATED", 6),
                Column.number("STUCK", 5),
                Column.number("LOST", 4),
                Column.number("CORRUPTED", 6),
                Column.number("UNKNOWN", 6),
                Column.number("lost", 3),
                Column.number("unwritten", 5),
                Column.number("duplicated", 5),
                Column.number("surplus rows", 4),
                Column.number("replayed", 5),
                Column.number("left prepared", 6),
                Column.number("exposed", 4),
                Column.number("promise broken", 5));
        return new PaperTable(
                columns,
                run.subjects()
                        .map(subject -> row(subject, DeliverySums.of(run.of(subject))))
                        .toList());
    }

    private static List<String> row(Subject subject, DeliverySums sums) {
        return List.of(
                subject.toString(),
                Integer.toString(sums.judged()),
                count(sums, Delivered.ONCE),
                count(sums, Delivered.DUPLICATED),
                count(sums, Delivered.STUCK),
                count(sums, Delivered.LOST),
                count(sums, Delivered.CORRUPTED),
                count(sums, Delivered.UNKNOWN),
                Long.toString(sums.lost()),
                Long.toString(sums.unwritten()),
                Long.toString(sums.duplicated()),
                Long.toString(sums.surplus()),
                Objects.toString(sums.replayed(), "-"),
                Long.toString(sums.orphans()),
                Integer.toString(sums.exposed()),
                sums.broken());
    }

    private static String count(DeliverySums sums, Delivered delivered) {
        return Integer.toString(sums.tally().count(delivered));
    }

    /** A row for each fault, a column for each lane and sink mode that was judged. */
    PaperTable matrix() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("fault", 8));
        run.subjects()
                .forEach(subject -> columns.add(Column.text(
                        subject.lane().id() + " " + subject.sink().name().charAt(0), 3)));
        return new PaperTable(
                columns, Arrays.stream(Fault.values()).map(this::row).toList());
    }

    private List<String> row(Fault fault) {
        return Stream.concat(Stream.of(fault.name()), run.subjects().map(subject -> text(new Cell(subject, fault))))
                .toList();
    }

    /**
     * {@code 2 O, 1 S}: what became of the records by its first letter, and an exclamation mark where a promise was
     * broken; in brackets where no trial could have hurt.
     */
    private String text(Cell cell) {
        if (cell.notApplicable().isPresent()) {
            return NOT_APPLICABLE;
        }
        List<JudgedSubject> trials = run.of(cell);
        DeliverySums sums = DeliverySums.of(trials);
        String words = sums.tally().counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().name().charAt(0))
                .collect(Collectors.joining(", "));
        if (cell.fault() != Fault.NONE && sums.exposed() == 0 && sums.tally().known() > 0) {
            return "(" + words + ")";
        }
        return words + (sums.tally().count(Verdict.INVALID) > 0 ? " !" : "");
    }
}
