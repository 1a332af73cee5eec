package io.twinstream.checker;

import java.util.Set;

/**
 * Why a trial says little of a subject.
 *
 * @param sentence in words
 * @param explains what may be found for this reason and says nothing of the subject then; whatever else is found does
 */
record Doubt(String sentence, Set<Finding> explains) {

    Doubt {
        explains = Set.copyOf(explains);
    }
}
