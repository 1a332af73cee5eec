package io.twinstream.report.page;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Tally;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.lane.SinkMode;
import io.twinstream.report.DeliverySums;
import io.twinstream.statistics.RateBound;
import java.util.Comparator;
import java.util.List;

/**
 * What a reader with one minute should know of a run.
 *
 * @param verdict one sentence
 * @param upserts what became of the records where replays are absorbed, one sentence; empty if there was no such trial
 * @param broken trials that broke a promise in a way that is not known; none of them may be missed
 * @param silent trials that say nothing
 */
public record Headline(String verdict, String upserts, List<JudgedSubject> broken, List<JudgedSubject> silent) {

    public static Headline of(List<JudgedSubject> judged) {
        Tally tally = Tally.of(judged.stream().map(JudgedSubject::judgement).toList());
        long known =
                judged.stream().filter(one -> one.judgement().known() != null).count();
        long trials = judged.stream().map(JudgedSubject::number).distinct().count();
        String verdict =
                "%s in %s of %s: every record ONCE in %d, DUPLICATED in %d, STUCK in %d, LOST in %d, CORRUPTED in %d, UNKNOWN in %d. A promise was broken in %d, in %d of them as is known."
                        .formatted(
                                counted(judged.size(), "judgement"),
                                counted(trials, "trial"),
                                counted(
                                        judged.stream()
                                                .map(JudgedSubject::cell)
                                                .distinct()
                                                .count(),
                                        "cell"),
                                tally.count(Delivered.ONCE),
                                tally.count(Delivered.DUPLICATED),
                                tally.count(Delivered.STUCK),
                                tally.count(Delivered.LOST),
                                tally.count(Delivered.CORRUPTED),
                                tally.count(Delivered.UNKNOWN),
                                tally.count(Verdict.INVALID),
                                known);
        return new Headline(
                verdict, upserts(judged), failures(judged, Verdict.INVALID), failures(judged, Verdict.UNKNOWN));
    }

    private static List<JudgedSubject> failures(List<JudgedSubject> judged, Verdict verdict) {
        return judged.stream()
                .filter(one -> one.verdict() == verdict && one.judgement().fails())
                .sorted(Comparator.comparingInt(JudgedSubject::number))
                .toList();
    }

    private static String upserts(List<JudgedSubject> judged) {
        List<JudgedSubject> known = judged.stream()
                .filter(cell -> cell.cell().sink() == SinkMode.UPSERT && cell.verdict() != Verdict.UNKNOWN)
                .toList();
        if (known.isEmpty()) {
            return "";
        }
        long lost = known.stream()
                .filter(cell -> cell.delivered() != Delivered.STUCK)
                .mapToLong(JudgedSubject::lost)
                .sum();
        long duplicated = known.stream().mapToLong(JudgedSubject::duplicated).sum();
        long cells = known.stream()
                .map(JudgedSubject::cell)
                .map(Cell::toString)
                .distinct()
                .count();
        return lost + duplicated == 0
                ? "With UPSERT no record was lost and none duplicated, in %s of %s. %s."
                        .formatted(counted(known.size(), "verdict"), counted(cells, "cell"), bound(known))
                : "With UPSERT %d records were lost and %d duplicated.".formatted(lost, duplicated);
    }

    private static String bound(List<JudgedSubject> known) {
        int exposed = DeliverySums.of(known).exposed();
        return exposed == 0
                ? "In no trial could anything have hurt it"
                : "Something could have hurt it in %s, which leaves room for a rate of %s of such trials, over this mixture of faults"
                        .formatted(counted(exposed, "trial"), RateBound.percentAtMost(exposed));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
