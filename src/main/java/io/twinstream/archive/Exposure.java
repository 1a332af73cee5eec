package io.twinstream.archive;

import io.twinstream.lane.Subject;
import java.util.Collection;

/**
 * Whether a trial could have hurt a subject, so that its verdict is evidence: records were read again (our writer found
 * rows there already, or it has surplus rows), it was damaged itself, or another sink mode of the same lane in the same
 * trial was, which is its control. Without that nothing was put to the test. What another engine read again says nothing
 * of this one.
 *
 * @param replayed rows that the writer found there already; 0 where it kept no journal
 * @param damaged whether rows are surplus, missing or wrong
 */
record Exposure(Subject subject, long replayed, boolean damaged) {

    /** Whether this subject was exposed in a trial with these. */
    boolean in(Collection<Exposure> trial) {
        return replayed > 0
                || trial.stream()
                        .anyMatch(other -> other.damaged && other.subject.lane().equals(subject.lane()));
    }
}
