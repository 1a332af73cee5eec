package io.twinstream.audit;

import io.twinstream.checker.Columns;
import io.twinstream.checker.Position;
import io.twinstream.history.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an audit read.
 *
 * @param firsts by partition, the first offset that was still there after the topic was read
 * @param ends by partition, the end offsets before the table was read
 * @param later by partition, the end offsets after the table was read
 * @param recreated whether the table was filled from a topic of this name that is no longer there
 * @param topic every record below the ends, with what its row should hold; empty for a malformed record
 * @param facts the rows and dead letters
 * @param letters whether there is a table of dead letters
 */
record AuditEvidence(
        String topicName,
        String table,
        Map<Integer, Long> firsts,
        Map<Integer, Long> ends,
        Map<Integer, Long> later,
        boolean recreated,
        Map<Position, Optional<Columns>> topic,
        List<Fact> facts,
        boolean letters) {

    /** Where a row stands in time. */
    enum Age {
        /** The topic no longer holds its record. */
        EXPIRED,
        COMPARED,
        /** Its record came after the end offsets were taken. */
        IN_FLIGHT
    }

    Age age(Position at) {
        int partition = at.partition();
        if (!ends.containsKey(partition)) {
            return Age.COMPARED;
        }
        if (at.offset() >= 0 && at.offset() < firsts.get(partition)) {
            return Age.EXPIRED;
        }
        return at.offset() >= ends.get(partition) && at.offset() < later.get(partition) ? Age.IN_FLIGHT : Age.COMPARED;
    }

    boolean empty() {
        return topic.isEmpty();
    }

    /** Records that can be compared. */
    Map<Position, Optional<Columns>> comparable() {
        Map<Position, Optional<Columns>> comparable = new HashMap<>(topic);
        comparable.keySet().removeIf(at -> age(at) == Age.EXPIRED);
        return comparable;
    }

    List<Fact.Row> rows() {
        return facts.stream()
                .filter(Fact.Row.class::isInstance)
                .map(Fact.Row.class::cast)
                .toList();
    }

    List<Fact.DeadLetter> deadLetters() {
        return facts.stream()
                .filter(Fact.DeadLetter.class::isInstance)
                .map(Fact.DeadLetter.class::cast)
                .toList();
    }
}
