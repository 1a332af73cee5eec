package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How much one commit interval of a subject can hold. */
final class CommitInterval {

    private CommitInterval() {}

    /** The most records that were sent to the topic within one commit interval: so many may be written again after a fault. */
    static long capacity(History history, Subject subject, Collection<Fact.TopicRecord> records) {
        long micros = micros(history, subject);
        long[] sent = records.stream().mapToLong(Fact.TopicRecord::ts).sorted().toArray();
        int most = 0;
        int from = 0;
        for (int to = 0; to < sent.length; to++) {
            while (sent[to] - sent[from] > micros) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    /** As it was set or, where the lane came to its commits more slowly before the fault, as long as it took then. */
    private static long micros(History history, Subject subject) {
        long fault = history.all(Fact.FaultPhase.class).stream()
                .filter(Fact.FaultPhase::start)
                .mapToLong(Fact.FaultPhase::m)
                .min()
                .orElse(Long.MAX_VALUE);
        List<Fact.Commit> commits = history.all(Fact.Commit.class).stream()
                .filter(commit -> commit.subject().equals(subject.name()) && commit.m() <= fault)
                .toList();
        long longest = TimeUnit.MILLISECONDS.toMicros(subject.commitMillis());
        for (int i = 1; i < commits.size(); i++) {
            long between = commits.get(i).m() - commits.get(i - 1).m();
            longest = Math.max(longest, TimeUnit.NANOSECONDS.toMicros(between));
        }
        return longest;
    }
}
