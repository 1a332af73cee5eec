package io.twinstream.report.text;

import io.twinstream.checker.AuditVerdict;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Identities;
import java.util.Locale;

/** An audit as plain text, the verdict first. */
public final class AuditReport {

    private AuditReport() {}

    /** The report, which ends in a line break. */
    public static String of(AuditVerdict audit) {
        StringBuilder text = new StringBuilder(
                "%s: table %s against topic %s%n".formatted(audit.verdict(), audit.table(), audit.topic()));
        audit.doubts().forEach(doubt -> line(text, "because", doubt));
        line(
                text,
                "compared",
                audit.records() + " records with " + audit.rows() + " rows and " + audit.deadLetters()
                        + " dead letters");
        found(text, audit, Finding.LOST);
        found(text, audit, Finding.DUPLICATED);
        found(text, audit, Finding.UNEXPECTED);
        found(text, audit, Finding.CORRUPTED);
        audit.damage().forEach(line -> line(text, "", line));
        found(text, audit, Finding.REJECTED);
        line(text, "in flight", audit.inFlight() + " rows of records that came later");
        line(text, "not checkable", audit.notCheckable().isEmpty() ? "0" : String.join("; ", audit.notCheckable()));
        return text.toString();
    }

    private static void found(StringBuilder text, AuditVerdict audit, Finding finding) {
        Identities which = audit.found().get(finding);
        line(
                text,
                finding.name().toLowerCase(Locale.ROOT),
                which.count() + (which.isEmpty() ? "" : ": " + which.text(audit.topic())));
    }

    private static void line(StringBuilder text, String name, String what) {
        text.append("  %-14s %s%n".formatted(name, what));
    }
}
