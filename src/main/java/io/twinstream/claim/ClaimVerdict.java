package io.twinstream.claim;

import java.util.Locale;

/** What can be said of a claim. */
public enum ClaimVerdict {
    CONFIRMED,
    REFUTED,
    /** It was looked at, and what was seen fits both answers. */
    INCONCLUSIVE,
    /** It needs what the suite has not got. */
    NOT_TESTABLE_HERE,
    /** It could be looked at, and was not. */
    NOT_RUN;

    /** Whether somebody looked. */
    public boolean isRun() {
        return switch (this) {
            case CONFIRMED, REFUTED, INCONCLUSIVE -> true;
            case NOT_TESTABLE_HERE, NOT_RUN -> false;
        };
    }

    /** As it is printed: {@code not testable here}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
