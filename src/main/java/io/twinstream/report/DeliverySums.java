package io.twinstream.report;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Tally;
import io.twinstream.checker.Verdict;
import io.twinstream.statistics.RateBound;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * What some judgements of subjects came to together. A trial that is UNKNOWN is counted, and nothing that it found is.
 *
 * @param lost records without a row, of subjects that were up at the end
 * @param unwritten records without a row, of halted ones: they are not lost while the topic has them
 * @param duplicated records with more than one row
 * @param surplus rows and dead letters beyond the first of each record
 * @param replayed rows that our writer found there already; null where it kept no journal
 * @param orphans transactions left prepared
 */
public record DeliverySums(
        Tally verdicts, long lost, long unwritten, long duplicated, long surplus, Long replayed, long orphans) {

    public static DeliverySums of(Collection<JudgedSubject> judged) {
        List<JudgedSubject> known =
                judged.stream().filter(one -> one.verdict() != Verdict.UNKNOWN).toList();
        List<JudgedSubject> halted =
                known.stream().filter(one -> one.verdict() == Verdict.HALTED).toList();
        return new DeliverySums(
                Tally.of(judged.stream().map(JudgedSubject::verdict).toList()),
                sum(known, JudgedSubject::lost) - sum(halted, JudgedSubject::lost),
                sum(halted, JudgedSubject::lost),
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
        return verdicts.known() + verdicts.count(Verdict.UNKNOWN);
    }

    /**
     * {@code 12 %}: the rate of INVALID that so many trials without it leave possible; a dash where there was one, or
     * no trial.
     */
    public String invalidAtMost() {
        boolean never = verdicts.known() > 0 && verdicts.count(Verdict.INVALID) == 0;
        return never ? RateBound.percentAtMost(verdicts.known()) : "-";
    }
}
