package io.twinstream.checker;

import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.Identity;
import io.twinstream.history.Observation;
import io.twinstream.history.Position;
import io.twinstream.history.TickColumns;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Judges a table that no trial filled, while its lane may still run. There is no contract: anything lost, duplicated,
 * unexpected or corrupted is INVALID.
 */
public final class AuditChecker {

    private static final Set<Finding> DAMAGE =
            Set.of(Finding.LOST, Finding.DUPLICATED, Finding.UNEXPECTED, Finding.CORRUPTED);

    private final Observation seen;
    private final Set<Position> malformedAndGone;
    private final Comparison comparison;

    private AuditChecker(Observation seen) {
        this.seen = seen;
        Map<Position, Optional<Columns>> topic = wanted();
        malformedAndGone = malformedAndGone(topic);
        topic.keySet().removeAll(malformedAndGone);
        comparison = new Comparison(
                topic,
                seen.rows().stream()
                        .filter(row -> age(row.identity()) == Age.COMPARED)
                        .toList(),
                seen.deadLetters().stream()
                        .filter(letter -> age(letter.position()) == Age.COMPARED)
                        .toList());
    }

    /** Judges what was seen. */
    public static AuditVerdict judge(Observation seen) {
        return new AuditChecker(seen).judge();
    }

    /** Where a row stands in time. */
    private enum Age {
        /** The topic no longer holds its record. */
        EXPIRED,
        COMPARED,
        /** Its record came after the end offsets were taken. */
        IN_FLIGHT
    }

    private Age age(Identity identity) {
        if (!(identity instanceof Position at) || !seen.ends().containsKey(at.partition())) {
            return Age.COMPARED;
        }
        int partition = at.partition();
        if (at.offset() >= 0 && at.offset() < seen.firsts().get(partition)) {
            return Age.EXPIRED;
        }
        return at.offset() >= seen.ends().get(partition)
                        && at.offset() < seen.later().get(partition)
                ? Age.IN_FLIGHT
                : Age.COMPARED;
    }

    private Map<Position, Optional<Columns>> wanted() {
        Map<Position, Optional<Columns>> wanted = new HashMap<>();
        new Reference(seen.attempted(), seen.records()).wanted().forEach((at, columns) -> {
            if (age(at) != Age.EXPIRED) {
                wanted.put(at, seen.timed() ? columns : columns.map(all -> all.without(TickColumns.KAFKA_TIMESTAMP)));
            }
        });
        return wanted;
    }

    /** Where there is no table of dead letters, a malformed record without a row may have been dealt with or not. */
    private Set<Position> malformedAndGone(Map<Position, Optional<Columns>> topic) {
        Set<Position> gone = new HashSet<>();
        if (!seen.letters()) {
            topic.forEach((at, wanted) -> {
                if (wanted.isEmpty()) {
                    gone.add(at);
                }
            });
            seen.rows().forEach(row -> gone.remove(row.identity()));
        }
        return gone;
    }

    private AuditVerdict judge() {
        Map<Finding, Identities> found = new EnumMap<>(Finding.class);
        for (Finding finding : Finding.values()) {
            found.put(finding, Identities.of(comparison.found(finding)));
        }
        return new AuditVerdict(
                seen.topic(),
                seen.table(),
                verdict(),
                doubts(),
                comparison.expected(),
                seen.rows().size(),
                seen.deadLetters().size(),
                found,
                damage(),
                count(at -> age(at) == Age.IN_FLIGHT),
                notCheckable());
    }

    private Verdict verdict() {
        if (seen.recreated() || seen.records().isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (DAMAGE.stream().anyMatch(finding -> !comparison.found(finding).isEmpty())) {
            return Verdict.INVALID;
        }
        return doubts().isEmpty() ? Verdict.VALID : Verdict.UNKNOWN;
    }

    private List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (seen.recreated()) {
            doubts.add("the topic was deleted and created again since the table was filled");
        }
        if (seen.records().isEmpty()) {
            doubts.add("the topic holds no records");
        } else if (expired() > 0) {
            doubts.add("the topic no longer holds all records that the table has rows of");
        }
        return doubts;
    }

    private List<String> notCheckable() {
        List<String> notCheckable = new ArrayList<>();
        if (expired() > 0) {
            notCheckable.add(expired() + " rows of records that the topic no longer holds");
        }
        if (!malformedAndGone.isEmpty()) {
            notCheckable.add(malformedAndGone.size() + " malformed records, as there is no table of dead letters: "
                    + Identities.of(malformedAndGone).text(seen.topic()));
        }
        return notCheckable;
    }

    private List<String> damage() {
        return comparison.found(Finding.CORRUPTED).stream()
                .limit(Identities.SHOWN)
                .map(at -> at.text(seen.topic()) + ": " + comparison.damage(at))
                .toList();
    }

    private long expired() {
        return count(at -> age(at) == Age.EXPIRED);
    }

    private long count(Predicate<Identity> which) {
        return Stream.concat(
                        seen.rows().stream().map(Fact.Row::identity),
                        seen.deadLetters().stream().map(Fact.DeadLetter::position))
                .filter(which)
                .count();
    }
}
