package io.twinstream.report;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Tally;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Lanes;
import io.twinstream.lane.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Faults by subjects, and in each field what the trials of that cell came to.
 *
 * @param subjects the columns, those with a lane of their own beside each other
 */
public record FaultMatrix(List<Subject> subjects, List<Row> rows) {

    /** What was seen under a fault, a field for each column. */
    public record Row(String fault, List<Field> fields) {}

    /**
     * What was seen in a cell.
     *
     * @param kind a word for how it is drawn: the worst of what became of its records in small letters, {@code unexposed},
     *     {@code unseen} or {@code gap}
     * @param delivered what became of its records, how often if not once
     * @param damage records that were lost or duplicated, rows beyond the first of each where that is more, transactions
     *     left prepared: the most of a trial; and in how many of them a promise was broken; empty where there is none
     * @param why what explains it in a sentence, for cells that do not apply or were not exposed
     */
    public record Field(String kind, String delivered, String damage, String why) {}

    private static final String UNEXPOSED = "unexposed";

    private static final String NOT_EXPOSED =
            "Nothing was read again in any of these trials, and no other sink mode of the"
                    + " lane was damaged beside it: the fault could not have hurt, so that this is no evidence for the sink.";

    public static FaultMatrix of(List<JudgedSubject> judged) {
        Map<Cell, List<JudgedSubject>> cells = judged.stream().collect(Collectors.groupingBy(JudgedSubject::cell));
        List<Subject> columns = Lanes.subjects().toList();
        return new FaultMatrix(
                columns,
                Arrays.stream(Fault.values())
                        .map(fault -> new Row(
                                fault.name(),
                                columns.stream()
                                        .map(subject -> field(new Cell(subject, fault), cells))
                                        .toList()))
                        .toList());
    }

    private static Field field(Cell cell, Map<Cell, List<JudgedSubject>> cells) {
        List<JudgedSubject> trials = cells.getOrDefault(cell, List.of());
        if (trials.isEmpty()) {
            return cell.notApplicable()
                    .map(why -> new Field("gap", "n/a", "", why))
                    .orElseGet(() -> new Field("unseen", "not run", "", ""));
        }
        Tally tally = Tally.of(trials.stream().map(JudgedSubject::judgement).toList());
        Delivered worst = tally.worst().orElseThrow();
        String words = tally.counts().entrySet().stream()
                .map(count -> count.getKey() + (trials.size() == 1 ? "" : " ×" + count.getValue()))
                .collect(Collectors.joining(", "));
        boolean unexposed = cell.fault() != Fault.NONE && tally.exposed() == 0 && tally.known() > 0;
        List<String> damage = damage(trials);
        if (unexposed) {
            damage.add("not exposed");
        }
        return new Field(
                unexposed ? UNEXPOSED : worst.name().toLowerCase(Locale.ROOT),
                words,
                String.join(", ", damage),
                unexposed ? NOT_EXPOSED + " " + cell.fault().whyItMayNotHurt() : "");
    }

    /** Why faults may not have hurt where some cell was not exposed, a sentence each: {@code BROKER_KILL: A broker ..}. */
    public List<String> reasons() {
        return rows.stream()
                .filter(row ->
                        row.fields().stream().anyMatch(field -> field.kind().equals(UNEXPOSED)))
                .map(row -> row.fault() + ": " + Fault.valueOf(row.fault()).whyItMayNotHurt())
                .toList();
    }

    private static List<String> damage(List<JudgedSubject> trials) {
        List<String> damage = new ArrayList<>();
        List<JudgedSubject> up = new ArrayList<>(trials);
        up.removeIf(trial -> trial.verdict() == Verdict.UNKNOWN || trial.delivered() == Delivered.STUCK);
        List<JudgedSubject> known = new ArrayList<>(trials);
        known.removeIf(trial -> trial.verdict() == Verdict.UNKNOWN);
        List<JudgedSubject> stuck = new ArrayList<>(known);
        stuck.removeAll(up);
        add(damage, most(up, JudgedSubject::lost), "lost");
        add(damage, most(stuck, JudgedSubject::lost), "unwritten");
        add(damage, most(known, JudgedSubject::duplicated), "duplicated");
        if (most(known, JudgedSubject::surplus) > most(known, JudgedSubject::duplicated)) {
            add(damage, most(known, JudgedSubject::surplus), "surplus rows");
        }
        add(damage, most(known, JudgedSubject::orphans), "left prepared");
        long broken = known.stream()
                .filter(trial -> trial.verdict() == Verdict.INVALID)
                .count();
        add(damage, broken, "broke the promise");
        return damage;
    }

    private static void add(List<String> damage, long count, String what) {
        if (count > 0) {
            damage.add(count + " " + what);
        }
    }

    private static long most(List<JudgedSubject> trials, ToLongFunction<JudgedSubject> count) {
        return trials.stream().mapToLong(count).max().orElse(0);
    }
}
