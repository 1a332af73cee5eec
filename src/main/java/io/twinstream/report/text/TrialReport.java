package io.twinstream.report.text;

import io.twinstream.archive.Judgement;
import io.twinstream.archive.SubjectResult;
import io.twinstream.archive.TrialResult;
import io.twinstream.archive.Unit;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.FeedCounts;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Identities;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.Recovery;
import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import java.util.Locale;
import java.util.stream.Collectors;

/** A judged trial as plain text: each subject's verdict, why, what was found, how late. */
public final class TrialReport {

    private static final String NOTHING = "-";

    private TrialReport() {}

    /** The report, which ends in a line break. */
    public static String of(TrialResult result) {
        StringBuilder text = new StringBuilder("trial %d of run %s: fault %s, seed %d, topic %s%n"
                .formatted(
                        result.trial().number(),
                        result.trial().run(),
                        result.trial().fault(),
                        result.trial().seed(),
                        result.trial().topic()));
        result.subjects().forEach(subject -> add(text, result.trial(), subject));
        return text.toString();
    }

    private static void add(StringBuilder text, Fact.Trial trial, SubjectResult subject) {
        DeliveryVerdict delivery = subject.delivery();
        Judgement judgement = new Judgement(delivery.delivered(), delivery.verdict(), delivery.known());
        text.append("%n%s: %s%n".formatted(delivery.subject(), judgement.text()));
        delivery.reasons().forEach(reason -> line(text, "because", reason));
        delivery.notes().forEach(note -> line(text, "note", note));
        line(
                text,
                "topic",
                delivery.records() + " records, " + delivery.rows() + " rows, " + delivery.deadLetters()
                        + " dead letters"
                        + (delivery.replayed() == null ? "" : ", " + delivery.replayed() + " replayed"));
        for (Finding finding : Finding.values()) {
            Identities found = delivery.found(finding);
            line(
                    text,
                    label(finding, delivery),
                    found.count() + (found.isEmpty() ? "" : ": " + found.text(trial.topic())));
        }
        line(text, "feed", feed(delivery.feed()));
        line(text, "latency", latency(subject.latency()));
        if (trial.fault() != Fault.NONE) {
            line(text, "replay", replay(delivery));
            line(text, "recovery", recovery(subject.recovery()));
        }
    }

    /** What a lane that is stuck has not written is not lost while it can still be read or committed. */
    private static String label(Finding finding, DeliveryVerdict delivery) {
        return finding == Finding.LOST && delivery.delivered() == Delivered.STUCK
                ? "unwritten"
                : finding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void line(StringBuilder text, String name, String what) {
        text.append("  %-17s %s%n".formatted(name, what));
    }

    private static String feed(FeedCounts feed) {
        return "%d attempted, %d acknowledged, %d lost upstream, %d indeterminate (%d recovered), %d double-produced"
                .formatted(
                        feed.attempted(),
                        feed.acknowledged(),
                        feed.lostUpstream(),
                        feed.indeterminate(),
                        feed.recovered(),
                        feed.doubleProduced());
    }

    private static String replay(DeliveryVerdict delivery) {
        return delivery.surplus() + " surplus rows, "
                + (delivery.uncovered() == null ? NOTHING : delivery.uncovered())
                + " visible but uncovered when the fault started, " + delivery.orphans()
                + " transactions left prepared";
    }

    private static String recovery(Recovery recovery) {
        String known = "longest gap " + seconds(recovery.longestGap()) + ", first row " + seconds(recovery.firstRow())
                + (recovery.absence() == null
                        ? ""
                        : " (served again after " + seconds(recovery.absence()) + ", comeback "
                                + seconds(recovery.comeback()) + ")")
                + ", disturbed for " + seconds(recovery.disturbance()) + ", catch-up "
                + (recovery.censored() ? "> " : "") + seconds(recovery.catchUp());
        return known + (recovery.unknown() == null ? "" : "; UNKNOWN: " + recovery.unknown());
    }

    private static String seconds(Long micros) {
        return micros == null ? NOTHING : String.format(Locale.ROOT, "%.1f s", Unit.SECONDS.of(micros));
    }

    private static String latency(LatencyProfile latency) {
        if (latency.unknown().isPresent()) {
            return "UNKNOWN: " + latency.unknown().get();
        }
        String percentiles = latency.percentiles().entrySet().stream()
                .map(known -> known.getKey().label() + " " + ConsoleTable.millis(known.getValue()) + " ms, ")
                .collect(Collectors.joining());
        return percentiles + "max " + ConsoleTable.millis(latency.max().orElse(null)) + " ms of " + latency.count()
                + " rows; " + latency.warmUp() + " of the warm-up left out";
    }
}
