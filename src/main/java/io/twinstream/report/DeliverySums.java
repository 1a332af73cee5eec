package io.twinstream.report;

import io.twinstream.checker.Verdict;
import io.twinstream.results.JudgedCell;
import io.twinstream.results.NeverSeen;
import io.twinstream.results.Tally;
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
record DeliverySums(
        Tally verdicts, long lost, long unwritten, long duplicated, long surplus, Long replayed, long orphans) {

    static DeliverySums of(Collection<JudgedCell> judged) {
        List<JudgedCell> known =
                judged.stream().filter(one -> one.verdict() != Verdict.UNKNOWN).toList();
        List<JudgedCell> halted =
                known.stream().filter(one -> one.verdict() == Verdict.HALTED).toList();
        return new DeliverySums(
                Tally.of(judged.stream().map(JudgedCell::verdict).toList()),
                sum(known, JudgedCell::lost) - sum(halted, JudgedCell::lost),
                sum(halted, JudgedCell::lost),
                sum(known, JudgedCell::duplicated),
                sum(known, JudgedCell::surplus),
                known.stream()
                        .map(JudgedCell::replayed)
                        .filter(Objects::nonNull)
                        .reduce(Long::sum)
                        .orElse(null),
                sum(known, JudgedCell::orphans));
    }

    private static long sum(List<JudgedCell> judged, ToLongFunction<JudgedCell> count) {
        return judged.stream().mapToLong(count).sum();
    }

    int judged() {
        return verdicts.known() + verdicts.count(Verdict.UNKNOWN);
    }

    /** {@code 12 %}: the rate of INVALID that so many trials without it leave possible; a dash where there was one, or no trial. */
    String invalidAtMost() {
        boolean never = verdicts.known() > 0 && verdicts.count(Verdict.INVALID) == 0;
        return never ? NeverSeen.percentAtMost(verdicts.known()) : "-";
    }
}
