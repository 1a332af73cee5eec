package io.twinstream.checker;

import java.util.List;
import java.util.Map;

/**
 * What a subject delivered, whether that is what it promised, and whether it is known if not.
 *
 * @param subject its name
 * @param delivered what happened; null in what was stored before there was a word for it
 * @param known the document of the defect that accounts for all of a broken promise; null if there is none
 * @param reasons why it is not VALID, one sentence each
 * @param notes what is worth knowing besides, one sentence each
 * @param records records in the topic, or windows of it
 * @param rows rows in the table, after the lane was stopped
 * @param deadLetters rows in the dead letters, then
 * @param found which records or windows, by what was found of them; every finding has an entry
 * @param surplus rows and dead letters beyond the first of each of them
 * @param replayed rows that our writer found there already; null where no journal is kept
 * @param uncovered records that were visible when the fault started, but not covered by the lane's newest commit: about
 *     so many a kill makes an APPEND write again; null without a fault, or where a row has no commit time
 * @param orphans transactions that the stopped lane left prepared in the database
 */
public record DeliveryVerdict(
        String subject,
        Delivered delivered,
        Verdict verdict,
        String known,
        List<String> reasons,
        List<String> notes,
        long records,
        long rows,
        long deadLetters,
        Map<Finding, Identities> found,
        long surplus,
        Long replayed,
        Long uncovered,
        long orphans,
        FeedCounts feed) {

    public DeliveryVerdict {
        // Verdicts that were stored by older versions may lack some of these.
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        notes = notes == null ? List.of() : List.copyOf(notes);
        found = found == null ? Map.of() : Map.copyOf(found);
    }

    /** Whether this ends a build in failure: a promise was broken in a way that nobody knows, or nobody knows anything. */
    public boolean fails() {
        return verdict.fails() && known == null;
    }

    public Identities found(Finding finding) {
        return found.getOrDefault(finding, Identities.NONE);
    }

    /**
     * The verdict in one line per reason, for the text of a failed test.
     *
     * @param folder where everything is, relative to the project
     */
    public String text(String folder) {
        String said = reasons.isEmpty() ? subject + " " + delivered + " " + verdict : String.join("\n", reasons);
        return said + "; everything in " + folder;
    }
}
