package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether a lane was down for good when the wait for it ended. */
final class Halt {

    /** A lane that the engine has started so often again since the fault, without a row, is restarting, whatever its state. */
    private static final int LOOP = 2;

    private Halt() {}

    /** How it was down, in words; empty if the lane had drained, or ran. */
    static Optional<String> of(History history, Subject subject) {
        Optional<Fact.Drained> drained = history.drained(subject);
        if (drained.isEmpty() || drained.get().complete()) {
            return Optional.empty();
        }
        List<Fact.LaneState> states = history.all(Fact.LaneState.class).stream()
                .filter(state -> state.subject().equals(subject.name())
                        && state.m() <= drained.get().m())
                .toList();
        if (states.isEmpty()) {
            return Optional.empty();
        }
        Fact.LaneState last = states.get(states.size() - 1);
        if (last.state() == State.FAILED) {
            return Optional.of("halted: at the deadline its job had failed (attempt " + last.attempt() + ")");
        }
        Optional<Fact.FaultPhase> over = over(history);
        boolean down = over.isPresent()
                && (last.state() == State.RESTARTING || loops(states, last, over.get()))
                && !wroteAfter(history, subject, over.get());
        return down
                ? Optional.of("halted: at the deadline its job was restarting (attempt " + last.attempt()
                        + ") and had written no new row since the fault ended")
                : Optional.empty();
    }

    /** When the fault was over: its end or, if it has none, its start. */
    private static Optional<Fact.FaultPhase> over(History history) {
        return history.last(Fact.FaultPhase.class);
    }

    private static boolean loops(List<Fact.LaneState> states, Fact.LaneState last, Fact.FaultPhase over) {
        int before = states.stream()
                .filter(state -> state.m() <= over.m())
                .mapToInt(Fact.LaneState::attempt)
                .max()
                .orElse(0);
        return last.state() != State.STOPPED && last.attempt() >= before + LOOP;
    }

    /**
     * Whether a record became visible for the first time after the fault. Two commit intervals are left to what was under way then:
     * partitions that are well go on to their end, and a row that is written again and again is not new.
     */
    private static boolean wroteAfter(History history, Subject subject, Fact.FaultPhase over) {
        List<Fact.Row> rows = history.rows(subject, Read.B);
        long underWay = over.t() + TimeUnit.MILLISECONDS.toMicros(2 * subject.commitMillis());
        return rows.stream().anyMatch(row -> row.committed() == null)
                || Arrivals.firstVisible(rows).values().stream().anyMatch(committed -> committed > underWay);
    }
}
