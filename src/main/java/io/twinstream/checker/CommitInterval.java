package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** How much one commit interval of a subject can hold. */
final class CommitInterval {

    private CommitInterval() {}

    /**
     * The most records that were sent to the topic between two commits in a row, or that became visible then: a lane
     * that catches up writes more in an interval than is sent in one. So many may be written again after a fault.
     */
    static long capacity(
            History history, Subject subject, Collection<Fact.TopicRecord> records, Collection<Fact.Row> rows) {
        long micros = micros(history, subject);
        return Math.max(
                most(micros, records.stream().mapToLong(Fact.TopicRecord::ts)),
                most(micros, Arrivals.firstVisible(rows).values().stream().mapToLong(Long::longValue)));
    }

    private static long most(long micros, LongStream times) {
        long[] sorted = times.sorted().toArray();
        int most = 0;
        int from = 0;
        for (int to = 0; to < sorted.length; to++) {
            while (sorted[to] - sorted[from] > micros) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    /**
     * As it was set or, where it took longer, the longest time between two commits in a row; the first tick and the
     * last count as commits. The two around the fault are among them: workers that have lost their coordinator go on
     * writing until they notice.
     */
    private static long micros(History history, Subject subject) {
        List<Fact.Attempted> ticks = history.all(Fact.Attempted.class);
        long[] commits = history.all(Fact.Commit.class).stream()
                .filter(commit -> commit.subject().equals(subject.name()))
                .mapToLong(Fact.Commit::m)
                .toArray();
        long longest = TimeUnit.MILLISECONDS.toNanos(subject.commitMillis());
        if (commits.length > 0 && !ticks.isEmpty()) {
            long last = ticks.get(0).m();
            long end = ticks.get(ticks.size() - 1).m();
            for (long commit : commits) {
                longest = Math.max(longest, Math.min(commit, end) - last);
                last = Math.max(last, commit);
            }
            longest = Math.max(longest, end - last);
        }
        return TimeUnit.NANOSECONDS.toMicros(longest);
    }
}
