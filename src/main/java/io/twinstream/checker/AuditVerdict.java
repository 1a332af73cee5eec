package io.twinstream.checker;

import java.util.List;
import java.util.Map;

/**
 * What can be said of a table that no trial filled.
 *
 * @param verdict never HALTED
 * @param doubts why nothing can be said, one sentence each
 * @param records of the topic that were compared
 * @param rows of the table, all of them
 * @param deadLetters all of them
 * @param found which records, by what was found of them
 * @param damage what is wrong with the first corrupted records, one line each
 * @param inFlight rows and dead letters of records that came after the end offsets were taken
 * @param notCheckable what could not be compared and why, one sentence each
 */
public record AuditVerdict(
        String topic,
        String table,
        Verdict verdict,
        List<String> doubts,
        long records,
        long rows,
        long deadLetters,
        Map<Finding, Identities> found,
        List<String> damage,
        long inFlight,
        List<String> notCheckable) {

    public AuditVerdict {
        doubts = List.copyOf(doubts);
        found = Map.copyOf(found);
        damage = List.copyOf(damage);
        notCheckable = List.copyOf(notCheckable);
    }
}
