package io.twinstream.claims.mutants;

import static io.twinstream.checker.Finding.CORRUPTED;
import static io.twinstream.checker.Finding.DUPLICATED;
import static io.twinstream.checker.Finding.LOST;
import static io.twinstream.checker.Finding.UNEXPECTED;
import static io.twinstream.checker.Verdict.INVALID;
import static io.twinstream.checker.Verdict.UNKNOWN;

import io.twinstream.checker.Finding;
import io.twinstream.checker.Verdict;
import io.twinstream.lane.SinkMode;
import java.util.Locale;

/** A defect of a lane, and what the judge has to say of it. */
public enum Mutant {
    DROPS_EVERY_1000TH(INVALID, LOST),
    /** And crashes in between. */
    COMMITS_BEFORE_WRITING(INVALID, LOST),
    /** It crashes between writing and committing, and its table has no unique key. */
    PLAIN_INSERT_ON_REPLAY(INVALID, DUPLICATED),
    /** Its table has no unique key. */
    BATCH_NOT_CLEARED_ON_RETRY(INVALID, DUPLICATED),
    /** The database refuses a batch for good, and it goes on. */
    SWALLOWS_THE_LAST_ERROR(INVALID, LOST),
    /** The price of row n stands under offset n - 1. */
    PRICE_OF_THE_NEIGHBOUR(INVALID, CORRUPTED),
    DECIMAL_THROUGH_DOUBLE(INVALID, CORRUPTED),
    TIME_SHIFTED_BY_A_ZONE(INVALID, CORRUPTED),
    ROW_OF_ANOTHER_TOPIC(INVALID, UNEXPECTED),
    /** Every 1000th record goes to the dead letters. */
    REJECTS_THE_WELL_FORMED(INVALID, LOST),
    /** Slow, which is no defect; to blame it for what is missing while it still reads would be one of the trial. */
    JUDGED_BEFORE_THE_DRAIN(UNKNOWN, LOST);

    private final Verdict verdict;
    private final Finding finding;

    Mutant(Verdict verdict, Finding finding) {
        this.verdict = verdict;
        this.finding = finding;
    }

    /** What has to be said of it. */
    public Verdict verdict() {
        return verdict;
    }

    /** What has to be found in its table, and nothing else. */
    public Finding finding() {
        return finding;
    }

    /** As it is printed: {@code drops-every-1000th}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How it writes: a defect that a key would heal needs a table without one. */
    SinkMode sink() {
        return finding == DUPLICATED ? SinkMode.APPEND : SinkMode.UPSERT;
    }
}
