package io.twinstream.checker;

/** What can be found of a record of the topic, of a window of its ticks, or of a row. */
public enum Finding {
    /** A record of the topic, or a window, has no row; a malformed one has neither row nor dead letter. */
    LOST,
    /** A record or window has more than one row, or a record more than one dead letter. */
    DUPLICATED,
    /** A row or dead letter whose record or window the topic does not have. */
    UNEXPECTED,
    /** A column of a row differs, a malformed record has a row, or a record has both a row and a dead letter. */
    CORRUPTED,
    /** A malformed record is in the dead letters: as it should be. */
    REJECTED,
    /** A row or dead letter became visible only while the lane was stopped. */
    APPEARED_AT_STOP
}
