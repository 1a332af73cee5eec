package io.twinstream.results;

import io.twinstream.checker.Verdict;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How often trials had which verdict. */
public record Tally(Map<Verdict, Integer> counts) {

    /** Of no trial. */
    static final Tally NONE = of(List.of());

    private static final double UNLIKELY = 0.05;
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

    /**
     * Whether other trials show the same. A contract that was kept is a promise for every trial: one that breaks it is enough. Else a verdict
     * has to be as frequent on both sides as chance allows (Fisher's exact test at 5 %), and one that only one side shows, though chance
     * allows it, leaves the question open.
     */
    Reproduction seenAgainIn(Tally again) {
        if (known() == 0 || again.known() == 0) {
            return Reproduction.INCONCLUSIVE;
        }
        boolean broken = count(Verdict.INVALID) == 0 && again.count(Verdict.INVALID) > 0;
        if (broken || KNOWN.stream().anyMatch(verdict -> differs(again, verdict))) {
            return Reproduction.NOT_REPRODUCED;
        }
        boolean same = KNOWN.stream().allMatch(verdict -> (count(verdict) > 0) == (again.count(verdict) > 0));
        return same ? Reproduction.REPRODUCED : Reproduction.INCONCLUSIVE;
    }

    private boolean differs(Tally again, Verdict verdict) {
        return FisherExact.probability(count(verdict), known(), again.count(verdict), again.known()) < UNLIKELY;
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
        return each + (never ? "; INVALID in at most " + NeverSeen.percentAtMost(known()) : "");
    }
}
