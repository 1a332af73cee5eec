package io.twinstream.pipeline;

/** What to do about records that the topic no longer holds and the table has never got. */
public enum Expired {
    /** Refuse to start and name them; while a job runs, fail. */
    FAIL,
    /** Name them, note them in the table of what was skipped, and go on with the first record that is there. */
    SKIP
}
