package io.twinstream.checker;

import io.twinstream.experiment.Load;
import io.twinstream.history.Fact;
import io.twinstream.history.History;
import java.util.Optional;

/**
 * Whether ticks were due when their load says. A tick that is due when it happens to be sent hides that it was late, an
 * error that is known as coordinated omission.
 */
final class Schedule {

    private Schedule() {}

    /** Why the due times of this trial mean nothing; empty if they are those of its load, or it has no such times. */
    static Optional<String> doubt(History history) {
        return Load.in(history.trial().settings()) instanceof Load.Ticks load ? doubt(history, load) : Optional.empty();
    }

    private static Optional<String> doubt(History history, Load.Ticks load) {
        Optional<Fact.Schedule> schedule = history.last(Fact.Schedule.class);
        long phase = load.phaseMicros(history.trial().seed());
        if (schedule.isPresent() && schedule.get().first() != schedule.get().t() + phase) {
            return Optional.of("the first tick was due "
                    + (schedule.get().first() - schedule.get().t())
                    + " us after the schedule was drawn up, where the phase of the seed is " + phase + " us");
        }
        long first = schedule.map(Fact.Schedule::first).orElseGet(() -> firstOf(history, load));
        long moved = history.all(Fact.Attempted.class).stream()
                .filter(tick -> tick.intended() != first + load.dueMicros(tick.seq()))
                .count();
        return moved == 0
                ? Optional.empty()
                : Optional.of(moved + " ticks were due at other times than a load of " + load + " has them");
    }

    /** Histories from before there was that fact: by the first tick that was attempted. */
    private static long firstOf(History history, Load.Ticks load) {
        return history.all(Fact.Attempted.class).stream()
                .findFirst()
                .map(tick -> tick.intended() - load.dueMicros(tick.seq()))
                .orElse(0L);
    }
}
