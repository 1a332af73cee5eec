package io.twinstream.audit;

import io.twinstream.checker.Finding;
import io.twinstream.checker.Runs;
import io.twinstream.checker.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an audit found.
 *
 * @param records of the topic that were compared
 * @param rows of the table, all of them
 * @param found which records, by what was found of them
 * @param damage what is wrong with the first corrupted records, one line each
 * @param inFlight rows of records that came after the end offsets were taken
 * @param notCheckable what could not be compared and why, one sentence each
 * @param doubts why nothing can be said, one sentence each
 */
public record AuditReport(
        String topic,
        String table,
        Verdict verdict,
        long records,
        long rows,
        long deadLetters,
        Map<Finding, Runs> found,
        List<String> damage,
        long inFlight,
        List<String> notCheckable,
        List<String> doubts) {

    /** The report as plain text, the verdict first. */
    public String text() {
        StringBuilder text = new StringBuilder("%s: table %s against topic %s%n".formatted(verdict, table, topic));
        doubts.forEach(doubt -> line(text, "because", doubt));
        line(text, "compared", records + " records with " + rows + " rows and " + deadLetters + " dead letters");
        found(text, Finding.LOST);
        found(text, Finding.DUPLICATED);
        found(text, Finding.UNEXPECTED);
        found(text, Finding.CORRUPTED);
        damage.forEach(line -> line(text, "", line));
        found(text, Finding.REJECTED);
        line(text, "in flight", inFlight + " rows of records that came later");
        line(text, "not checkable", notCheckable.isEmpty() ? "0" : String.join("; ", notCheckable));
        return text.toString();
    }

    private void found(StringBuilder text, Finding finding) {
        Runs which = found.get(finding);
        line(
                text,
                finding.name().toLowerCase(Locale.ROOT),
                which.count() + (which.isEmpty() ? "" : ": " + which.text(topic)));
    }

    private static void line(StringBuilder text, String name, String what) {
        text.append("  %-14s %s%n".formatted(name, what));
    }
}
