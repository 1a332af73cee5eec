package io.twinstream.checker;

import static io.twinstream.checker.Planted.T0;
import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.history.Fact;
import io.twinstream.history.History;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** 400 ticks of a load of 300 a second, the interval of which is no whole number of microseconds. */
class ScheduleTest {

    private static final Load.Ticks LOAD = new Load.Ticks(300);
    private static final long SEED = 42;
    private static final long PHASE = LOAD.phaseMicros(SEED);

    @Test
    void ticks_that_are_due_when_the_load_says_leave_no_doubt() {
        assertThat(doubt(PHASE, due -> due)).isEmpty();
        assertThat(doubtWithoutSchedule(due -> due + 77)).isEmpty();
    }

    @Test
    void ticks_that_are_due_when_they_happen_to_be_sent_are_noticed() {
        // As sent: each a bit later than its time, and the ones after a stall much later.
        LongUnaryOperator sent = due -> due + due % 7 + (due > 500_000 ? 40_000 : 0);

        assertThat(doubt(PHASE, sent))
                .hasValueSatisfying(why ->
                        assertThat(why).endsWith(" ticks were due at other times than a load of ticks 300 has them"));
        assertThat(doubtWithoutSchedule(sent)).isPresent();
    }

    @Test
    void moving_only_ticks_that_were_late_is_noticed() {
        assertThat(doubt(PHASE, due -> due == 1_000_000 ? due + 5_000 : due))
                .hasValue("1 ticks were due at other times than a load of ticks 300 has them");
        assertThat(doubtWithoutSchedule(due -> due == 1_000_000 ? due + 5_000 : due))
                .isPresent();
    }

    @Test
    void a_schedule_that_was_moved_as_a_whole_is_noticed_by_the_phase_of_its_seed() {
        assertThat(doubt(PHASE + 5_000, due -> due))
                .hasValue("the first tick was due " + (PHASE + 5_000)
                        + " us after the schedule was drawn up, where the phase of the seed is " + PHASE + " us");
    }

    @Test
    void a_doubt_of_the_schedule_is_one_of_the_verdict_and_of_every_time() {
        Planted moved = Planted.trial(Lane.FLOOR, SinkMode.UPSERT, Fault.NONE).under(new Load.Ticks(99));

        assertThat(moved.judged().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(moved.judged().reasons())
                .containsExactly("299 ticks were due at other times than a load of ticks 99 has them");
        assertThat(moved.measured().unknown()).isPresent();
        assertThat(FeedDelay.of(moved.history()).percentiles()).isEmpty();
    }

    @Test
    void phases_are_drawn_from_one_interval_of_the_load() {
        Load slow = new Load.Ticks(1);
        List<Long> phases = new ArrayList<>();
        for (long seed = 0; seed < 1_000; seed++) {
            phases.add(slow.phaseMicros(seed));
            assertThat(slow.phaseMicros(seed)).isEqualTo(phases.get((int) seed));
        }
        assertThat(phases).allMatch(phase -> phase >= 0 && phase < 1_000_000);
        for (long from = 0; from < 1_000_000; from += 100_000) {
            long least = from;
            assertThat(phases.stream().filter(phase -> phase >= least && phase < least + 100_000))
                    .hasSizeBetween(60, 140);
        }
        assertThat(LOAD.phaseMicros(7)).isBetween(0L, 3_332L);
        assertThat(new Load.Replay().phaseMicros(7)).isZero();
    }

    private static Optional<String> doubt(long phase, LongUnaryOperator moved) {
        List<Fact> facts = facts(PHASE, moved);
        facts.add(new Fact.Schedule(T0, 0, T0 + phase));
        return Schedule.doubt(History.of(facts, false));
    }

    private static Optional<String> doubtWithoutSchedule(LongUnaryOperator moved) {
        return Schedule.doubt(History.of(facts(PHASE, moved), false));
    }

    private static List<Fact> facts(long phase, LongUnaryOperator moved) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Trial(
                T0, 0, Fact.SCHEMA, "run", 1, SEED, "prices", Fault.NONE, 400, List.of(), LOAD.settings()));
        for (long n = 0; n < 400; n++) {
            long due = moved.applyAsLong(LOAD.dueMicros(n));
            facts.add(new Fact.Attempted(wall(due), mono(due), n, wall(phase + due), "B", "B", "1.5", "me", 1, null));
        }
        return facts;
    }
}
