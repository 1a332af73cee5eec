package io.twinstream.checker;

/** What can be said of a subject in a trial, from good to bad. */
public enum Verdict {
    /** It kept its contract: it delivered as promised. */
    VALID,
    /** It was down for good at the deadline, as its contract allows under this fault. */
    HALTED,
    /** Nothing: the trial itself failed. */
    UNKNOWN,
    /** It broke its contract. */
    INVALID;

    /** Whether this ends the build in failure, unless the way in which a promise was broken is known. */
    public boolean fails() {
        return this == INVALID || this == UNKNOWN;
    }
}
