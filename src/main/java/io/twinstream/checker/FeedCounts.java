package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.History;
import io.twinstream.history.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What became of the ticks on their way into the topic. It says nothing about a lane.
 *
 * @param attempted handed to the producer
 * @param acknowledged by the broker
 * @param lostUpstream acknowledged, but not in the topic where the broker said
 * @param indeterminate never acknowledged: the send failed or had no answer, and its fate was not known then
 * @param recovered those of the indeterminate that are in the topic
 * @param doubleProduced ticks that are in the topic more than once
 */
public record FeedCounts(
        long attempted, long acknowledged, long lostUpstream, long indeterminate, long recovered, long doubleProduced) {

    static FeedCounts of(History history, Reference reference) {
        Set<Long> acknowledged = new HashSet<>();
        Set<Long> lost = new HashSet<>();
        for (Fact.Acknowledged answer : history.all(Fact.Acknowledged.class)) {
            acknowledged.add(answer.seq());
            Fact.TopicRecord there = reference.records().get(new Position(answer.p(), answer.o()));
            if (there == null || there.seq() == null || there.seq() != answer.seq()) {
                lost.add(answer.seq());
            }
        }
        Map<Long, Integer> places = new HashMap<>();
        reference.records().values().stream()
                .filter(record -> record.seq() != null)
                .forEach(record -> places.merge(record.seq(), 1, Integer::sum));
        Set<Long> indeterminate = new HashSet<>(reference.attempted().keySet());
        indeterminate.removeAll(acknowledged);
        return new FeedCounts(
                reference.attempted().size(),
                acknowledged.size(),
                lost.size(),
                indeterminate.size(),
                indeterminate.stream().filter(places::containsKey).count(),
                places.values().stream().filter(times -> times > 1).count());
    }
}
