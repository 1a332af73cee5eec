package io.twinstream.checker;

import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.Identity;
import io.twinstream.history.Observation;
import io.twinstream.history.Position;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a table that no trial filled, while its lane may still run. There is no contract: anything lost, duplicated,
 * unexpected or corrupted is INVALID.
 */
public final class AuditChecker {

    private static final Set<Finding> DAMAGE =
            Set.of(Finding.LOST, Finding.DUPLICATED, Finding.UNEXPECTED, Finding.CORRUPTED);

    private final Observation seen;
    private final Set<Position> read;
    private final Set<Position> malformedAndGone;
    private final Comparison comparison;

    private AuditChecker(Observation seen) {
        this.seen = seen;
        read = seen.wanted().keySet();
        Map<Position, Optional<Columns>> topic = wanted();
        malformedAndGone = malformedAndGone(topic);
        topic.keySet().removeAll(malformedAndGone);
        comparison = new Comparison(
                topic,
                seen.malformed().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, record -> record.getValue().raw())),
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
        /** A compacted topic holds a later record of its key instead. */
        REPLACED,
        COMPARED,
        /** Its record lies behind an open transaction, where nobody can read it. */
        HELD_BACK,
        /** Its record came after the end offsets were taken. */
        IN_FLIGHT
    }

    private Age age(Identity identity) {
        if (!(identity instanceof Position at) || !seen.later().containsKey(at.partition()) || at.offset() < 0) {
            return Age.COMPARED;
        }
        int partition = at.partition();
        if (at.offset() < first(partition)) {
            return Age.EXPIRED;
        }
        long end = seen.ends().getOrDefault(partition, 0L);
        if (at.offset() < end) {
            return seen.compacted() && !read.contains(at) ? Age.REPLACED : Age.COMPARED;
        }
        if (at.offset() < later(partition)) {
            return Age.IN_FLIGHT;
        }
        // The record at the end itself is of the transaction: its row should not be there.
        return at.offset() > later(partition) && at.offset() < high(partition) ? Age.HELD_BACK : Age.COMPARED;
    }

    private long first(int partition) {
        return seen.firsts().getOrDefault(partition, 0L);
    }

    private long later(int partition) {
        return seen.later().get(partition);
    }

    private long high(int partition) {
        return seen.highs().getOrDefault(partition, 0L);
    }

    private Map<Position, Optional<Columns>> wanted() {
        Map<Position, Optional<Columns>> wanted = new HashMap<>();
        seen.wanted().forEach((at, columns) -> {
            if (age(at) != Age.EXPIRED) {
                wanted.put(at, columns);
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
        if (seen.recreated() || seen.wanted().isEmpty()) {
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
        if (seen.wanted().isEmpty()) {
            doubts.add("the topic holds no records");
        }
        List<Integer> begun = partitions(partition -> first(partition) > 0);
        if (!begun.isEmpty()) {
            doubts.add("the topic no longer holds its first "
                    + begun.stream().mapToLong(this::first).sum()
                    + " records, of which nobody can say whether they were written: "
                    + from(begun, "begins at", this::first));
        }
        if (seen.compacted()) {
            doubts.add("the topic is compacted: of what a later record of the same key replaced nobody can say whether "
                    + "it was written");
        }
        List<Integer> open = partitions(partition -> later(partition) < high(partition));
        if (!open.isEmpty()) {
            doubts.add(open.stream()
                            .mapToLong(partition -> high(partition) - later(partition) - 1)
                            .sum()
                    + " records behind an open transaction cannot be read: "
                    + from(open, "is open from", this::later));
        }
        return doubts;
    }

    private List<Integer> partitions(Predicate<Integer> which) {
        return seen.later().keySet().stream().filter(which).sorted().toList();
    }

    /** {@code prices-0 begins at offset 5, prices-2 ..}. */
    private String from(List<Integer> partitions, String what, ToLongFunction<Integer> offset) {
        return partitions.stream()
                .map(partition ->
                        seen.topic() + "-" + partition + " " + what + " offset " + offset.applyAsLong(partition))
                .collect(Collectors.joining(", "));
    }

    private List<String> notCheckable() {
        List<String> notCheckable = new ArrayList<>();
        add(notCheckable, Age.EXPIRED, "rows of records that the topic no longer holds");
        add(notCheckable, Age.REPLACED, "rows of records that later ones replaced");
        add(notCheckable, Age.HELD_BACK, "rows of records behind an open transaction");
        if (!malformedAndGone.isEmpty()) {
            notCheckable.add(malformedAndGone.size() + " malformed records, as there is no table of dead letters: "
                    + Identities.of(malformedAndGone).text(seen.topic()));
        }
        return notCheckable;
    }

    private List<String> damage() {
        return comparison.found(Finding.CORRUPTED).stream()
                .limit(Identities.SHOWN)
                .map(at -> at.text(seen.topic()) + ": " + comparison.damage(at) + reason(at))
                .toList();
    }

    private String reason(Identity at) {
        return at instanceof Position position && seen.malformed().containsKey(position)
                ? " (" + seen.malformed().get(position).reason() + ")"
                : "";
    }

    private void add(List<String> notCheckable, Age age, String what) {
        long rows = count(at -> age(at) == age);
        if (rows > 0) {
            notCheckable.add(rows + " " + what);
        }
    }

    private long count(Predicate<Identity> which) {
        return Stream.concat(
                        seen.rows().stream().map(Fact.Row::identity),
                        seen.deadLetters().stream().map(Fact.DeadLetter::position))
                .filter(which)
                .count();
    }
}
