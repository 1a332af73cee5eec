package io.twinstream.experiment;

import static java.util.Objects.requireNonNull;

/**
 * A defect of somebody's sink that is pinned down: a subject that breaks its promise by no more than this does not fail
 * a build. A test of its own aims at the defect, and fails once it is gone.
 *
 * @param finding the document that describes it, relative to the project
 * @param kept what the subject keeps in spite of it
 */
public record KnownDefect(String finding, Contract kept) {

    public KnownDefect {
        requireNonNull(finding);
        requireNonNull(kept);
    }
}
