package io.twinstream.archive;

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

/** How often trials had which verdict. */
public record Tally(Map<Verdict, Integer> counts) {

    /** Of no trial. */
    public static final Tally NONE = of(List.of());

    private static final List<Verdict> KNOWN = List.of(Verdict.VALID, Verdict.HALTED, Verdict.INVALID);

    /** Counts them. */
    public static Tally of(Collection<Verdict> verdicts) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        verdicts.forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
        return new Tally(Collections.unmodifiableMap(counts));
    }

    /** Trials that say something: all but UNKNOWN. */
    public int known() {
        return KNOWN.stream().mapToInt(this::count).sum();
    }

    /** Whether there are so many trials that say something that a figure of all of them has an interval. */
    public boolean carriesIntervals() {
        return known() >= Bootstrap.ENOUGH;
    }

    /** How many trials have this verdict. */
    public int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** The verdict that a reader must not miss: the enum lists them from good to bad; empty for no trial. */
    public Optional<Verdict> worst() {
        return counts.keySet().stream().max(Comparator.naturalOrder());
    }

    /** {@code 9 VALID, 1 UNKNOWN; INVALID in at most 28 %}, or a dash for no trial. */
    public String text() {
        if (counts.isEmpty()) {
            return "-";
        }
        String each = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        boolean never = known() > 0 && count(Verdict.INVALID) == 0;
        return each + (never ? "; INVALID in at most " + RateBound.percentAtMost(known()) : "");
    }
}
