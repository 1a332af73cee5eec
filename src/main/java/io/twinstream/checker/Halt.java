package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How a lane stood when the wait for it ended at the deadline.
 *
 * <p>Whether it still gets on is asked of a window that ends there, not of the whole time since the fault ended: a job
 * that restarts into the same record for ever lets the partitions that are well go on to their end, which can take
 * long.
 */
final class Halt {

    /** A lane that the engine has started so often again is restarting, whatever its state. */
    private static final int LOOP = 2;

    private static final long WINDOW_INTERVALS = 5;
    private static final long WINDOW_AT_LEAST_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final History history;
    private final Subject subject;
    private final Fact.Drained drained;
    private final List<Fact.LaneState> states;
    private final long windowMillis;

    private Halt(History history, Subject subject, Fact.Drained drained) {
        this.history = history;
        this.subject = subject;
        this.drained = drained;
        states = history.all(Fact.LaneState.class).stream()
                .filter(state -> state.subject().equals(subject.name()) && state.m() <= drained.m())
                .toList();
        windowMillis = Math.max(WINDOW_INTERVALS * subject.commitMillis(), WINDOW_AT_LEAST_MILLIS);
    }

    /** How it was down for good, in words; empty if the lane had drained, or went on, or nobody knows. */
    static Optional<String> of(History history, Subject subject) {
        return atDeadline(history, subject).flatMap(Halt::down);
    }

    /** Whether it had committed the whole topic and stood still: what is missing then does not come any more. */
    static boolean finished(History history, Subject subject) {
        return atDeadline(history, subject).filter(Halt::finished).isPresent();
    }

    private static Optional<Halt> atDeadline(History history, Subject subject) {
        return history.drained(subject)
                .filter(drained -> !drained.complete())
                .map(drained -> new Halt(history, subject, drained))
                .filter(halt -> !halt.states.isEmpty());
    }

    private Optional<String> down() {
        Fact.LaneState last = last();
        if (last.state() == State.FAILED) {
            return Optional.of("halted: at the deadline its job had failed (attempt " + last.attempt() + ")");
        }
        if (!stoodStill()) {
            return Optional.empty();
        }
        long seconds = TimeUnit.MILLISECONDS.toSeconds(windowMillis);
        if (last.state() == State.RESTARTING || loops()) {
            return Optional.of("halted: at the deadline its job was restarting (attempt " + last.attempt()
                    + ") and no record had become visible in the last " + seconds + " s");
        }
        return hangs()
                ? Optional.of(
                        "halted: it said RUNNING but nothing became visible and nothing was committed in the last "
                                + seconds + " s")
                : Optional.empty();
    }

    private boolean finished() {
        return last().state() == State.RUNNING && stoodStill() && committedAll();
    }

    private boolean loops() {
        long since = over().map(Fact.FaultPhase::m).orElseGet(this::windowStart);
        return last().state() != State.STOPPED && !committedAll() && last().attempt() >= attemptsBy(since) + LOOP;
    }

    private boolean hangs() {
        return last().state() == State.RUNNING
                && !committedAll()
                && last().attempt() == attemptsBy(windowStart())
                && commits().stream().noneMatch(commit -> commit.m() > windowStart());
    }

    /**
     * Whether in the whole window, which lies after the fault, no record became visible for the first time. A row that
     * is written again and again is not new; rows of which nobody knows when they were committed may be.
     */
    private boolean stoodStill() {
        if (over().filter(fault -> fault.m() > windowStart()).isPresent()) {
            return false;
        }
        List<Fact.Row> rows = history.rows(subject, Read.B);
        long from = drained.t() - TimeUnit.MILLISECONDS.toMicros(windowMillis);
        return rows.stream().allMatch(row -> row.committed() != null)
                && Arrivals.firstVisible(rows).values().stream().noneMatch(committed -> committed > from);
    }

    private boolean committedAll() {
        List<Fact.Commit> commits = commits();
        return !commits.isEmpty()
                && drained.ends().entrySet().stream()
                        .allMatch(
                                end -> commits.get(commits.size() - 1).offsets().getOrDefault(end.getKey(), 0L)
                                        >= end.getValue());
    }

    private List<Fact.Commit> commits() {
        return history.all(Fact.Commit.class).stream()
                .filter(commit -> commit.subject().equals(subject.name()) && commit.m() <= drained.m())
                .toList();
    }

    private Fact.LaneState last() {
        return states.get(states.size() - 1);
    }

    private int attemptsBy(long m) {
        return states.stream()
                .filter(state -> state.m() <= m)
                .mapToInt(Fact.LaneState::attempt)
                .max()
                .orElse(0);
    }

    /** When the fault was over: its end or, if it has none, its start. */
    private Optional<Fact.FaultPhase> over() {
        return history.last(Fact.FaultPhase.class);
    }

    private long windowStart() {
        return drained.m() - TimeUnit.MILLISECONDS.toNanos(windowMillis);
    }
}
