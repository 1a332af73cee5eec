package io.twinstream.checker;

/**
 * What became of the records of a topic in one word, from good to bad: of several that apply, the one that is the
 * hardest to mend. What nobody knows is worse than what a query mends. Whether it was promised is another question:
 * {@link Verdict}.
 */
public enum Delivered {
    /** Every well-formed record has one row, and every malformed one a dead letter. */
    ONCE,
    /** No record is without a row, and some have more than one: a query can mend that. */
    DUPLICATED,
    /** Nobody knows: the trial itself failed. */
    UNKNOWN,
    /** The lane stayed down. What has no row can still be read or committed by somebody who sets it going again. */
    STUCK,
    /** Records have no row and will have none: the lane has passed them. */
    LOST,
    /** Rows hold something else than their records, or have none. */
    CORRUPTED;

    /**
     * The word for these counts.
     *
     * @param stuck whether the lane stayed down and passed none of what is missing
     * @param missing records without a row
     * @param surplus rows beyond the first of each record
     * @param damaged rows that are corrupted or unexpected
     */
    public static Delivered of(Verdict verdict, boolean stuck, long missing, long surplus, long damaged) {
        if (verdict == Verdict.UNKNOWN) {
            return UNKNOWN;
        }
        if (damaged > 0) {
            return CORRUPTED;
        }
        if (missing > 0 || stuck) {
            return stuck ? STUCK : LOST;
        }
        return surplus > 0 ? DUPLICATED : ONCE;
    }
}
