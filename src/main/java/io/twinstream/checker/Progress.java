package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Identity;
import io.twinstream.history.Position;
import java.util.List;
import java.util.Map;

/** What a subject will not read again, because a commit of its own covers it. */
final class Progress {

    private final Map<Integer, Long> uncovered;

    private Progress(Map<Integer, Long> uncovered) {
        this.uncovered = uncovered;
    }

    /** By its newest commit. */
    static Progress atLast(History history, Subject subject) {
        return newest(commits(history, subject, Long.MAX_VALUE), 0);
    }

    /** By the newest commit that was noted until then; commits are noted a moment after they are made. */
    static Progress by(History history, Subject subject, long m) {
        return newest(commits(history, subject, m), 0);
    }

    /**
     * By the newest but one: a trial may take back what an engine noted of its newest, so that it starts as if it had
     * been killed between its sink's commit and its own.
     */
    static Progress wellBefore(History history, Subject subject, long m) {
        return newest(commits(history, subject, m), 1);
    }

    /** Likewise, before this wall clock, in microseconds since the epoch. */
    static Progress wellBeforeTime(History history, Subject subject, long t) {
        return newest(
                commits(history, subject, Long.MAX_VALUE).stream()
                        .filter(commit -> commit.t() <= t)
                        .toList(),
                1);
    }

    private static List<Fact.Commit> commits(History history, Subject subject, long m) {
        return history.all(Fact.Commit.class).stream()
                .filter(commit -> commit.subject().equals(subject.name()) && commit.m() <= m)
                .toList();
    }

    private static Progress newest(List<Fact.Commit> commits, int but) {
        int which = commits.size() - 1 - but;
        return new Progress(which < 0 ? Map.of() : commits.get(which).offsets());
    }

    /** Whether it covers this record. Of a window nobody knows: its ticks are covered one by one. */
    boolean covers(Identity identity) {
        return identity instanceof Position at && at.offset() < uncovered.getOrDefault(at.partition(), 0L);
    }
}
