package io.twinstream.results;

import java.util.Collection;
import java.util.Locale;

/** Whether what was published was seen again. */
public enum Reproduction {
    REPRODUCED,
    NOT_REPRODUCED,
    /** Too little was seen, here or there. */
    INCONCLUSIVE;

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
