package io.twinstream.checker;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Contract.Duplicates;
import io.twinstream.experiment.Fault;
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
import java.util.TreeSet;
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
    private final Journals journals;

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
        comparison = new Comparison(expected, rows, letters);
        journals = new Journals(history, subject);
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
        List<String> doubts = Doubts.of(history, subject, reference);
        Optional<String> halt = Halt.of(history, subject);
        boolean mayHalt = halt.isPresent()
                && subject.contract().mayHaltUnder().contains(history.trial().fault());
        List<String> broken = broken(mayHalt);
        List<String> notes = notes(doubts.isEmpty() && broken.isEmpty());
        if (!doubts.isEmpty()) {
            halt.ifPresent(notes::add);
            notes.addAll(broken);
            return verdict(Verdict.UNKNOWN, doubts, notes);
        }
        if (halt.isPresent() && !mayHalt) {
            broken.add(0, halt.get());
        }
        if (!broken.isEmpty()) {
            return verdict(Verdict.INVALID, broken, notes);
        }
        return halt.map(how -> verdict(Verdict.HALTED, List.of(how), notes))
                .orElseGet(() -> verdict(Verdict.VALID, List.of(), notes));
    }

    private Set<Identity> identities(Finding finding) {
        return switch (finding) {
            case LOST, DUPLICATED, UNEXPECTED, CORRUPTED, REJECTED -> comparison.found(finding);
            case APPEARED_AT_STOP ->
                Arrivals.onlyInSecond(
                        identities(history.rows(subject, Read.A), history.deadLetters(subject, Read.A)),
                        identities(rows, letters));
            case LATE -> subject.contract().ordered() ? Arrivals.late(rows) : Set.of();
        };
    }

    private static Stream<Identity> identities(List<Fact.Row> rows, List<Fact.DeadLetter> letters) {
        return Stream.concat(
                rows.stream().map(Fact.Row::identity), letters.stream().map(Fact.DeadLetter::position));
    }

    /** How the contract was broken, one sentence each. What a halted lane can still read or commit is not lost. */
    private List<String> broken(boolean mayHalt) {
        Contract contract = subject.contract();
        List<String> broken = new ArrayList<>();
        if (contract.lossless()) {
            Set<Identity> gone = new TreeSet<>(comparison.found(Finding.LOST));
            gone.removeAll(comparison.misfiled());
            if (mayHalt) {
                gone.retainAll(goneForGood());
            }
            add(broken, "lost", Identities.of(gone), "last seen in the topic");
            add(broken, "lost", Identities.of(comparison.misfiled()), "well-formed, but last seen in the dead letters");
        }
        if (comparison.surplus() > allowedSurplus(contract.duplicates())) {
            add(broken, "duplicated", found.get(Finding.DUPLICATED), tooMany(contract.duplicates()));
        } else if (contract.duplicates() == Duplicates.UP_TO_ONE_INTERVAL) {
            add(
                    broken,
                    "duplicated",
                    Identities.of(doubledThoughCovered()),
                    "though the last commit but one before the fault covers them");
        }
        addRows(broken, "unexpected", Finding.UNEXPECTED, "not in the topic");
        add(broken, "corrupted", found.get(Finding.CORRUPTED), firstDamage());
        addRows(broken, "late", Finding.LATE, "visible after later ones of their partition");
        broken.addAll(journals.contradictions(rows.size(), letters.size()));
        return broken;
    }

    /**
     * What has no row and a lane that is started again would not read, unless a transaction that was left prepared may
     * hold it.
     */
    private List<Identity> goneForGood() {
        Progress durable = Progress.atLast(history, subject);
        return orphans() > 0
                ? List.of()
                : comparison.found(Finding.LOST).stream()
                        .filter(durable::covers)
                        .toList();
    }

    private List<Identity> doubledThoughCovered() {
        return history.faultStart()
                .map(fault -> Progress.wellBefore(history, subject, fault.m()))
                .map(before -> comparison.found(Finding.DUPLICATED).stream()
                        .filter(before::covers)
                        .toList())
                .orElse(List.of());
    }

    private long allowedSurplus(Duplicates allowed) {
        return switch (allowed) {
            case NONE -> 0;
            case UP_TO_ONE_INTERVAL ->
                history.trial().fault() == Fault.NONE
                        ? 0
                        : CommitInterval.capacity(
                                history, subject, reference.records().values(), rows);
            case ANY_AFTER_A_FAULT -> history.trial().fault() == Fault.NONE ? 0 : Long.MAX_VALUE;
            case ANY -> Long.MAX_VALUE;
        };
    }

    private String tooMany(Duplicates allowed) {
        return comparison.surplus() + " rows too many where " + allowed + " allows " + allowedSurplus(allowed);
    }

    private String firstDamage() {
        return comparison.found(Finding.CORRUPTED).stream()
                .findFirst()
                .map(at -> "of the first " + comparison.damage(at))
                .orElse("");
    }

    private void add(List<String> broken, String how, Identities which, String further) {
        if (!which.isEmpty()) {
            broken.add(subject.name() + " " + how + " " + which.count() + " of " + comparison.expected() + " "
                    + which.noun() + ": " + which.text(history.trial().topic()) + ", " + further);
        }
    }

    private void addRows(List<String> broken, String how, Finding finding, String further) {
        Identities which = found.get(finding);
        if (!which.isEmpty()) {
            broken.add(
                    subject.name() + " has " + which.count() + " " + how + (which.count() == 1 ? " row: " : " rows: ")
                            + which.text(history.trial().topic()) + ", " + further);
        }
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
        if (orphans() > 0) {
            notes.add(orphans() + (orphans() == 1 ? " transaction" : " transactions") + " left prepared");
        }
        return notes;
    }

    private long orphans() {
        return history.all(Fact.Prepared.class).stream()
                .filter(prepared -> subject.name().equals(prepared.subject()))
                .count();
    }

    private DeliveryVerdict verdict(Verdict verdict, List<String> reasons, List<String> notes) {
        return new DeliveryVerdict(
                subject.name(),
                verdict,
                reasons,
                notes,
                comparison.expected(),
                rows.size(),
                letters.size(),
                found,
                comparison.surplus(),
                journals.replayed(),
                Uncovered.count(history, subject, rows),
                orphans(),
                FeedCounts.of(history, reference));
    }
}
