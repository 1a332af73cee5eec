package io.twinstream.checker;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Contract.Duplicates;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Identity;
import io.twinstream.history.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How a subject breaks a contract, whatever its trial is worth. */
final class Breaches {

    private final History history;
    private final Subject subject;
    private final Reference reference;
    private final Comparison comparison;
    private final Journals journals;
    private final Doubles doubles;
    private final List<Orphan> orphans;
    private final long rows;
    private final long letters;

    /**
     * A transaction that the stopped lane left prepared. It has records that were sent before it was prepared and that
     * the last commit but one before that does not cover.
     */
    private record Orphan(long since, Progress before) {

        boolean mayHold(Position at, long sent) {
            return sent <= since && !before.covers(at);
        }
    }

    Breaches(
            History history,
            Subject subject,
            Reference reference,
            Comparison comparison,
            List<Fact.Row> rows,
            List<Fact.DeadLetter> letters) {
        this.history = history;
        this.subject = subject;
        this.reference = reference;
        this.comparison = comparison;
        this.rows = rows.size();
        this.letters = letters.size();
        journals = new Journals(history, subject);
        doubles = new Doubles(history, subject, reference.records().values(), rows);
        orphans = history.all(Fact.Prepared.class).stream()
                .filter(prepared -> subject.name().equals(prepared.subject()))
                .map(prepared ->
                        new Orphan(prepared.since(), Progress.wellBeforeTime(history, subject, prepared.since())))
                .toList();
    }

    /**
     * How this contract is broken.
     *
     * @param onlyForGood whether to pass over what the lane, or somebody who commits what it left prepared, could still
     *     write
     */
    List<Breach> of(Contract contract, boolean onlyForGood) {
        List<Breach> breaches = new ArrayList<>();
        if (contract.lossless()) {
            Set<Identity> gone = onlyForGood ? goneForGood() : new TreeSet<>(comparison.found(Finding.LOST));
            gone.removeAll(comparison.misfiled());
            add(breaches, Finding.LOST, "lost", gone, "last seen in the topic");
            add(
                    breaches,
                    Finding.LOST,
                    "lost",
                    comparison.misfiled(),
                    "well-formed, but last seen in the dead letters");
        }
        addDuplicates(breaches, contract.duplicates());
        Set<Identity> strangers = comparison.found(Finding.UNEXPECTED);
        if (!strangers.isEmpty()) {
            breaches.add(new Breach(
                    Finding.UNEXPECTED,
                    subject.name() + " has " + strangers.size() + " unexpected "
                            + (strangers.size() == 1 ? "row: " : "rows: ") + places(strangers) + ", not in the topic"));
        }
        add(breaches, Finding.CORRUPTED, "corrupted", comparison.found(Finding.CORRUPTED), firstDamage());
        journals.contradictions(rows, letters)
                .forEach(sentence -> breaches.add(new Breach(Finding.UNEXPECTED, sentence)));
        return breaches;
    }

    /** Whether nothing is missing that the lane has passed. */
    boolean nothingIsGoneForGood() {
        return goneForGood().isEmpty() && comparison.misfiled().isEmpty();
    }

    private void addDuplicates(List<Breach> breaches, Duplicates allowed) {
        Set<Identity> duplicated = comparison.found(Finding.DUPLICATED);
        long most = allowed == Duplicates.NONE ? 0 : doubles.allowed();
        if (comparison.surplus() > most) {
            String surplus = comparison.surplus() + " surplus rows where " + allowed + " allows " + most;
            add(breaches, Finding.DUPLICATED, "duplicated", duplicated, surplus);
        } else if (allowed == Duplicates.UP_TO_ONE_INTERVAL) {
            add(
                    breaches,
                    Finding.DUPLICATED,
                    "duplicated",
                    doubles.unexplained(),
                    "where no restart came in between that read them again: the last commit but one before it counts");
        }
    }

    /** What has no row, was passed by the lane's newest commit, and is in no transaction that was left prepared. */
    private Set<Identity> goneForGood() {
        Progress durable = Progress.atLast(history, subject);
        Set<Identity> gone = new TreeSet<>();
        comparison.found(Finding.LOST).stream()
                .filter(durable::covers)
                .filter(at -> !isPrepared(at))
                .forEach(gone::add);
        return gone;
    }

    private boolean isPrepared(Identity identity) {
        return identity instanceof Position at
                && orphans.stream()
                        .anyMatch(orphan ->
                                orphan.mayHold(at, reference.records().get(at).ts()));
    }

    /** How many transactions the stopped lane left prepared. */
    long orphans() {
        return orphans.size();
    }

    /** As {@link Journals#replayed} has it. */
    Long replayed() {
        return journals.replayed();
    }

    private String firstDamage() {
        return comparison.found(Finding.CORRUPTED).stream()
                .findFirst()
                .map(at -> "of the first " + comparison.damage(at))
                .orElse("");
    }

    private void add(List<Breach> breaches, Finding finding, String how, Set<Identity> which, String further) {
        if (!which.isEmpty()) {
            Identities named = Identities.of(which);
            breaches.add(new Breach(
                    finding,
                    subject.name() + " " + how + " " + named.count() + " of " + comparison.expected() + " "
                            + named.noun() + ": " + places(which) + ", " + further));
        }
    }

    private String places(Set<Identity> which) {
        return Identities.of(which).text(history.trial().topic());
    }
}
