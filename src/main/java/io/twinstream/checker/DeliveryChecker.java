package io.twinstream.checker;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Contract.Duplicates;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.KnownDefect;
import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Identity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges by identity and value what a subject delivered: every record of the topic, or every window of it, against
 * every row of its tables.
 */
public final class DeliveryChecker {

    private final History history;
    private final Subject subject;
    private final Reference reference;
    private final List<Fact.Row> rows;
    private final List<Fact.DeadLetter> letters;
    private final Comparison comparison;
    private final Map<Finding, Identities> found = new EnumMap<>(Finding.class);
    private final Breaches breaches;
    private final Optional<String> halt;

    private DeliveryChecker(
            History history,
            Subject subject,
            Reference reference,
            Map<? extends Identity, Optional<Columns>> expected) {
        this.history = history;
        this.subject = subject;
        this.reference = reference;
        rows = history.rows(subject, Read.B);
        letters = history.deadLetters(subject, Read.B);
        comparison = new Comparison(expected, reference.raw(), rows, letters);
        breaches = new Breaches(history, subject, reference, comparison, rows, letters);
        halt = Halt.of(history, subject);
        for (Finding finding : Finding.values()) {
            found.put(finding, Identities.of(identities(finding)));
        }
    }

    /** Judges what was read after the lane was stopped: a row for each record of the topic. */
    public static DeliveryVerdict judge(History history, Subject subject) {
        Reference reference = new Reference(history);
        return new DeliveryChecker(history, subject, reference, reference.wanted()).judge();
    }

    /**
     * Judges what was read after the lane was stopped: a row for each of these.
     *
     * @param expected with what its row should hold; empty for what should have none
     */
    static DeliveryVerdict judge(
            History history, Subject subject, Map<? extends Identity, Optional<Columns>> expected) {
        return new DeliveryChecker(history, subject, new Reference(history), expected).judge();
    }

    private DeliveryVerdict judge() {
        List<Doubt> doubts = Doubts.of(history, subject, reference);
        return doubts.isEmpty() ? ofSoundTrial() : ofDoubtfulTrial(doubts);
    }

    private DeliveryVerdict ofSoundTrial() {
        List<String> broken = broken(subject.contract());
        List<String> notes = notes(broken.isEmpty());
        if (!broken.isEmpty()) {
            String known = Optional.ofNullable(subject.known())
                    .filter(defect -> broken(defect.kept()).isEmpty())
                    .map(KnownDefect::finding)
                    .orElse(null);
            return verdict(Verdict.INVALID, known, broken, notes);
        }
        return halt.map(how -> verdict(Verdict.HALTED, null, List.of(how), notes))
                .orElseGet(() -> verdict(Verdict.VALID, null, List.of(), notes));
    }

    /** What no doubt explains is the subject's doing; else nobody knows. */
    private DeliveryVerdict ofDoubtfulTrial(List<Doubt> doubts) {
        List<String> sentences = doubts.stream().map(Doubt::sentence).toList();
        List<String> damage = breaches.of(subject.contract(), true).stream()
                .filter(breach ->
                        doubts.stream().noneMatch(doubt -> doubt.explains().contains(breach.finding())))
                .map(Breach::sentence)
                .toList();
        List<String> notes = notes(false);
        if (!damage.isEmpty()) {
            notes.addAll(sentences);
            return verdict(Verdict.INVALID, null, damage, notes);
        }
        halt.ifPresent(notes::add);
        breaches.of(subject.contract(), halt.isPresent()).forEach(breach -> notes.add(breach.sentence()));
        return verdict(Verdict.UNKNOWN, null, sentences, notes);
    }

    /** How a contract is broken, one sentence each. What a halted lane can still read or commit is not lost. */
    private List<String> broken(Contract contract) {
        boolean mayHalt = contract.mayHaltUnder().contains(history.trial().fault());
        List<String> broken = new ArrayList<>();
        if (!mayHalt) {
            halt.ifPresent(broken::add);
        }
        breaches.of(contract, halt.isPresent() && mayHalt).forEach(breach -> broken.add(breach.sentence()));
        return broken;
    }

    private Set<Identity> identities(Finding finding) {
        return switch (finding) {
            case LOST, DUPLICATED, UNEXPECTED, CORRUPTED, REJECTED -> comparison.found(finding);
            case APPEARED_AT_STOP ->
                Arrivals.onlyInSecond(
                        identities(history.rows(subject, Read.A), history.deadLetters(subject, Read.A)),
                        identities(rows, letters));
        };
    }

    private static Stream<Identity> identities(List<Fact.Row> rows, List<Fact.DeadLetter> letters) {
        return Stream.concat(
                rows.stream().map(Fact.Row::identity), letters.stream().map(Fact.DeadLetter::position));
    }

    private List<String> notes(boolean kept) {
        List<String> notes = new ArrayList<>();
        Duplicates promised = subject.contract().duplicates();
        if (kept
                && promised != Duplicates.NONE
                && comparison.surplus() == 0
                && history.trial().fault() != Fault.NONE) {
            notes.add("stronger than promised: " + promised + " duplicates were allowed, none was found");
        }
        if (promised != Duplicates.NONE && comparison.surplus() > 0) {
            notes.add(comparison.surplus() + " duplicates");
        }
        Identities late = found.get(Finding.APPEARED_AT_STOP);
        if (!late.isEmpty()) {
            notes.add("appeared at stop: " + late.text(history.trial().topic()));
        }
        long orphans = breaches.orphans();
        if (orphans > 0) {
            notes.add(orphans + (orphans == 1 ? " transaction" : " transactions") + " left prepared");
        }
        return notes;
    }

    private DeliveryVerdict verdict(Verdict verdict, String known, List<String> reasons, List<String> notes) {
        return new DeliveryVerdict(
                subject.name(),
                Delivered.of(
                        verdict,
                        halt.isPresent() && breaches.nothingIsGoneForGood(),
                        comparison.found(Finding.LOST).size(),
                        comparison.surplus(),
                        comparison.found(Finding.CORRUPTED).size()
                                + comparison.found(Finding.UNEXPECTED).size()),
                verdict,
                known,
                reasons,
                notes,
                comparison.expected(),
                rows.size(),
                letters.size(),
                found,
                comparison.surplus(),
                breaches.replayed(),
                Uncovered.count(history, subject, rows),
                breaches.orphans(),
                FeedCounts.of(history, reference));
    }
}
