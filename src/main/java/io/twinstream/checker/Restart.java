package io.twinstream.checker;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Identity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A time in which a lane was interrupted and read again: what was visible before may be written once more after it.
 *
 * <p>The time of a fault is one, for an engine tries again what failed in it without a start that anybody notes: Spark
 * its tasks, Flink's stock sink its batch. Every start by the engine that was noted is another.
 *
 * @param from wall clock in microseconds since the epoch
 * @param to likewise
 * @param before what the lane's last commit but one before it covers
 * @param times how many starts it stands for: between two looks at a lane there can be several
 */
record Restart(long from, long to, Progress before, int times) {

    /** How long after it was made a start is noted at the latest: a lane is looked at four times a second. */
    private static final long NOTED_WITHIN_SECONDS = 5;

    /** No process fails by these: what follows from them is a start that is noted. */
    private static final Set<Fault> INTERRUPT_NOTHING = EnumSet.of(Fault.NONE, Fault.POISON);

    /** Those of a subject, in the order of the history. */
    static List<Restart> of(History history, Subject subject) {
        List<Restart> restarts = new ArrayList<>();
        history.all(Fact.FaultPhase.class).stream()
                .filter(phase -> phase.start() && !INTERRUPT_NOTHING.contains(phase.fault()))
                .forEach(start -> restarts.add(new Restart(
                        start.t(), end(history, subject, start), Progress.wellBefore(history, subject, start.m()), 1)));
        int known = Integer.MAX_VALUE;
        for (Fact.LaneState state : history.all(Fact.LaneState.class)) {
            if (state.subject().equals(subject.name())) {
                if (state.attempt() > known) {
                    restarts.add(noted(history, subject, state, state.attempt() - known));
                }
                known = state.attempt();
            }
        }
        return restarts;
    }

    /** Its end or, if that comes later, what shows that the subject lives again: workers of a dead driver write on. */
    private static long end(History history, Subject subject, Fact.FaultPhase start) {
        long over = history.all(Fact.FaultPhase.class).stream()
                .filter(phase -> !phase.start() && phase.fault() == start.fault() && phase.m() >= start.m())
                .mapToLong(Fact.FaultPhase::t)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        return history.all(Fact.Witness.class).stream()
                .filter(witness ->
                        witness.fault() == start.fault() && subject.name().equals(witness.subject()))
                .mapToLong(Fact.Witness::t)
                .reduce(over, Math::max);
    }

    private static Restart noted(History history, Subject subject, Fact.LaneState state, int times) {
        return new Restart(
                state.t() - TimeUnit.SECONDS.toMicros(NOTED_WITHIN_SECONDS),
                state.t(),
                Progress.wellBefore(history, subject, state.m() - TimeUnit.SECONDS.toNanos(NOTED_WITHIN_SECONDS)),
                times);
    }

    /** Whether this record may have become visible at both of these times because of it. */
    boolean explains(Identity identity, long earlier, long later) {
        return earlier <= to && later >= from && !before.covers(identity);
    }
}
