package io.twinstream.claim;

import io.twinstream.archive.Tally;
import io.twinstream.checker.Verdict;
import io.twinstream.statistics.FisherExact;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Whether what was published was seen again. */
public enum Reproduction {
    REPRODUCED,
    NOT_REPRODUCED,
    /** Too little was seen, here or there. */
    INCONCLUSIVE;

    private static final double UNLIKELY = 0.05;
    private static final List<Verdict> KNOWN = List.of(Verdict.VALID, Verdict.HALTED, Verdict.INVALID);

    /**
     * Whether other trials show the same. A contract that was kept is a promise for every trial: one that breaks it is
     * enough. Else a verdict has to be as frequent on both sides as chance allows (Fisher's exact test at 5 %), and one
     * that only one side shows, though chance allows it, leaves the question open.
     */
    static Reproduction of(Tally published, Tally again) {
        if (published.known() == 0 || again.known() == 0) {
            return INCONCLUSIVE;
        }
        boolean broken = published.count(Verdict.INVALID) == 0 && again.count(Verdict.INVALID) > 0;
        if (broken || KNOWN.stream().anyMatch(verdict -> differ(published, again, verdict))) {
            return NOT_REPRODUCED;
        }
        boolean same = KNOWN.stream().allMatch(verdict -> (published.count(verdict) > 0) == (again.count(verdict) > 0));
        return same ? REPRODUCED : INCONCLUSIVE;
    }

    private static boolean differ(Tally published, Tally again, Verdict verdict) {
        return FisherExact.probability(published.count(verdict), published.known(), again.count(verdict), again.known())
                < UNLIKELY;
    }

    /** One word for many: not reproduced if one was not; reproduced if one was and none was not. */
    public static Reproduction ofAll(Collection<Reproduction> parts) {
        if (parts.contains(NOT_REPRODUCED)) {
            return NOT_REPRODUCED;
        }
        return parts.contains(REPRODUCED) ? REPRODUCED : INCONCLUSIVE;
    }

    /** As it is printed: {@code not reproduced}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
