package io.twinstream.history;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Contract.Duplicates;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.KnownDefect;
import java.util.Set;

/**
 * A contract as a history holds it. Up to schema 2 the contract of Flink's XA sink was fitted to its defect, and the
 * Table API was allowed any duplicate: both are read as what they promise, and the defect as one that is known.
 */
@JsonIgnoreProperties({"ordered", "visibleWithin"}) // up to schema 2; they were never judged
record StoredContract(boolean lossless, String duplicates, Set<Fault> mayHaltUnder) {

    private static final String OF_THE_XA_SINK = "ANY_AFTER_A_FAULT";
    private static final String OF_THE_TABLE_API = "ANY";

    Contract promise() {
        return switch (duplicates) {
            case OF_THE_XA_SINK -> Contract.exactlyOnce();
            case OF_THE_TABLE_API -> new Contract(lossless, Duplicates.UP_TO_ONE_INTERVAL, mayHaltUnder);
            default -> new Contract(lossless, Duplicates.valueOf(duplicates), mayHaltUnder);
        };
    }

    /** Null if none is known. */
    KnownDefect known() {
        return duplicates.equals(OF_THE_XA_SINK)
                ? new KnownDefect(
                        "docs/findings/xa-sink.md", new Contract(lossless, Duplicates.UP_TO_ONE_INTERVAL, mayHaltUnder))
                : null;
    }
}
