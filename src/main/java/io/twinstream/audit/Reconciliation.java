package io.twinstream.audit;

import io.twinstream.audit.AuditEvidence.Age;
import io.twinstream.checker.Columns;
import io.twinstream.checker.Comparison;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Position;
import io.twinstream.checker.Runs;
import io.twinstream.checker.Verdict;
import io.twinstream.history.Fact;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says of what an audit read what can be compared, and what came out. Pure. */
final class Reconciliation {

    private static final Set<Finding> DAMAGE =
            Set.of(Finding.LOST, Finding.DUPLICATED, Finding.UNEXPECTED, Finding.CORRUPTED);

    private final AuditEvidence evidence;
    private final List<Fact.Row> rows;
    private final List<Fact.DeadLetter> letters;
    private final Set<Position> malformedAndGone = new HashSet<>();
    private final Comparison comparison;

    Reconciliation(AuditEvidence evidence) {
        this.evidence = evidence;
        rows = evidence.rows();
        letters = evidence.deadLetters();
        Map<Position, Optional<Columns>> topic = evidence.comparable();
        if (!evidence.letters()) {
            topic.forEach((at, wanted) -> {
                if (wanted.isEmpty()) {
                    malformedAndGone.add(at);
                }
            });
            rows.forEach(row -> malformedAndGone.remove(at(row)));
            topic.keySet().removeAll(malformedAndGone);
        }
        comparison = new Comparison(
                topic,
                rows.stream()
                        .filter(row -> evidence.age(at(row)) == Age.COMPARED)
                        .toList(),
                letters.stream()
                        .filter(letter -> evidence.age(at(letter)) == Age.COMPARED)
                        .toList());
    }

    AuditReport report() {
        Map<Finding, Runs> found = new EnumMap<>(Finding.class);
        for (Finding finding : Finding.values()) {
            found.put(finding, Runs.of(comparison.found(finding)));
        }
        return new AuditReport(
                evidence.topicName(),
                evidence.table(),
                verdict(),
                comparison.records(),
                rows.size(),
                letters.size(),
                found,
                damage(),
                count(Age.IN_FLIGHT),
                notCheckable(),
                doubts());
    }

    private Verdict verdict() {
        boolean damaged =
                DAMAGE.stream().anyMatch(finding -> !comparison.found(finding).isEmpty());
        if (evidence.recreated() || evidence.empty()) {
            return Verdict.UNKNOWN;
        }
        if (damaged) {
            return Verdict.INVALID;
        }
        return doubts().isEmpty() ? Verdict.VALID : Verdict.UNKNOWN;
    }

    private List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (evidence.recreated()) {
            doubts.add("the topic was deleted and created again since the table was filled");
        }
        if (evidence.empty()) {
            doubts.add("the topic holds no records");
        } else if (count(Age.EXPIRED) > 0) {
            doubts.add("the topic no longer holds all records that the table has rows of");
        }
        return doubts;
    }

    private List<String> notCheckable() {
        List<String> notCheckable = new ArrayList<>();
        if (count(Age.EXPIRED) > 0) {
            notCheckable.add(count(Age.EXPIRED) + " rows of records that the topic no longer holds");
        }
        if (!malformedAndGone.isEmpty()) {
            notCheckable.add(malformedAndGone.size() + " malformed records, as there is no table of dead letters: "
                    + Runs.of(malformedAndGone).text(evidence.topicName()));
        }
        return notCheckable;
    }

    private List<String> damage() {
        return comparison.found(Finding.CORRUPTED).stream()
                .limit(Runs.SHOWN)
                .map(at -> evidence.topicName() + "-" + at.partition() + " offset " + at.offset() + ": "
                        + comparison.damage(at))
                .toList();
    }

    private long count(Age age) {
        return Stream.concat(
                        rows.stream().map(Reconciliation::at), letters.stream().map(Reconciliation::at))
                .filter(at -> evidence.age(at) == age)
                .count();
    }

    private static Position at(Fact.Row row) {
        return new Position(row.p(), row.o());
    }

    private static Position at(Fact.DeadLetter letter) {
        return new Position(letter.p(), letter.o());
    }
}
