package io.twinstream.report;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Tally;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.statistics.RateBound;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * What some judgements of subjects came to together. A trial that is UNKNOWN is counted, and nothing that it found is.
 *
 * @param exposed trials that could have hurt one of the subjects; those of one trial are not independent, so that it
 *     counts once
 * @param lost records without a row, of subjects that were not stuck
 * @param unwritten records without a row, of those that were: they are not lost while the topic has them
 * @param duplicated records with more than one row
 * @param surplus rows and dead letters beyond the first of each record
 * @param replayed rows that our writer found there already; null where it kept no journal
 * @param orphans transactions left prepared
 */
public record DeliverySums(
        Tally tally,
        int exposed,
        long lost,
        long unwritten,
        long duplicated,
        long surplus,
        Long replayed,
        long orphans) {

    public static DeliverySums of(Collection<JudgedSubject> judged) {
        List<JudgedSubject> known =
                judged.stream().filter(one -> one.verdict() != Verdict.UNKNOWN).toList();
        List<JudgedSubject> stuck =
                known.stream().filter(one -> one.delivered() == Delivered.STUCK).toList();
        return new DeliverySums(
                Tally.of(judged.stream().map(JudgedSubject::judgement).toList()),
                (int) known.stream()
                        .filter(one -> one.judgement().exposed())
                        .map(JudgedSubject::number)
                        .distinct()
                        .count(),
                sum(known, JudgedSubject::lost) - sum(stuck, JudgedSubject::lost),
                sum(stuck, JudgedSubject::lost),
                sum(known, JudgedSubject::duplicated),
                sum(known, JudgedSubject::surplus),
                known.stream()
                        .map(JudgedSubject::replayed)
                        .filter(Objects::nonNull)
                        .reduce(Long::sum)
                        .orElse(null),
                sum(known, JudgedSubject::orphans));
    }

    private static long sum(List<JudgedSubject> judged, ToLongFunction<JudgedSubject> count) {
        return judged.stream().mapToLong(count).sum();
    }

    public int judged() {
        return tally.all();
    }

    /**
     * In how many a promise was broken; where in none {@code ≤ 12 % of 25}, the rate that so many exposed trials leave
     * possible, or {@code not exposed}; a dash for no trial that says something.
     */
    public String broken() {
        int broken = tally.count(Verdict.INVALID);
        if (tally.known() == 0) {
            return "-";
        }
        if (broken > 0) {
            return Integer.toString(broken);
        }
        return exposed == 0 ? "not exposed" : "≤ " + RateBound.percentAtMost(exposed) + " of " + exposed;
    }
}
