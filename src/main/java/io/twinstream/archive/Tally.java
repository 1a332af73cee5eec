package io.twinstream.archive;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.statistics.Bootstrap;
import io.twinstream.statistics.RateBound;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of the records in some trials, and how often that was promised.
 *
 * @param counts how often which, from good to bad
 * @param verdicts how often which verdict was given
 * @param exposed how many trials could have hurt the subject, UNKNOWN ones left out
 */
public record Tally(Map<Delivered, Integer> counts, Map<Verdict, Integer> verdicts, int exposed) {

    /** Of no trial. */
    public static final Tally NONE = of(List.of());

    /** Counts them. */
    public static Tally of(Collection<Judgement> judgements) {
        Map<Delivered, Integer> counts = new EnumMap<>(Delivered.class);
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        judgements.forEach(judgement -> {
            counts.merge(judgement.delivered(), 1, Integer::sum);
            verdicts.merge(judgement.verdict(), 1, Integer::sum);
        });
        int exposed = (int) judgements.stream()
                .filter(judgement -> judgement.exposed() && judgement.verdict() != Verdict.UNKNOWN)
                .count();
        return new Tally(Collections.unmodifiableMap(counts), Collections.unmodifiableMap(verdicts), exposed);
    }

    /** Trials that say something: all but those that are UNKNOWN. */
    public int known() {
        return all() - count(Verdict.UNKNOWN);
    }

    /** All trials. */
    public int all() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether there are so many trials that say something that a figure of all of them has an interval. */
    public boolean carriesIntervals() {
        return known() >= Bootstrap.ENOUGH;
    }

    /** How many trials came to this. */
    public int count(Delivered delivered) {
        return counts.getOrDefault(delivered, 0);
    }

    /** How many trials have this verdict. */
    public int count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    /** What a reader must not miss; empty for no trial. */
    public Optional<Delivered> worst() {
        return counts.keySet().stream().max(Comparator.naturalOrder());
    }

    /** {@code ONCE} or, where trials differ, {@code 3 ONCE, 1 DUPLICATED}. */
    public String words() {
        return counts.size() == 1
                ? counts.keySet().iterator().next().name()
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    /**
     * {@code 9 ONCE, 1 UNKNOWN; promise broken in at most 35 % of those like the 7 exposed} or
     * {@code 2 ONCE, 8 DUPLICATED; promise broken in 8}, or a dash for no trial. Where nothing could break it no rate is
     * bounded: {@code 3 ONCE; none exposed}.
     */
    public String text() {
        if (counts.isEmpty()) {
            return "-";
        }
        String each = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        if (known() == 0) {
            return each;
        }
        int broken = count(Verdict.INVALID);
        if (broken > 0) {
            return each + "; promise broken in " + broken;
        }
        return each
                + (exposed == 0
                        ? "; none exposed"
                        : "; promise broken in at most " + RateBound.percentAtMost(exposed) + " of those like the "
                                + exposed + " exposed");
    }
}
