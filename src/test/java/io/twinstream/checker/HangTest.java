package io.twinstream.checker;

import static io.twinstream.checker.Planted.committed;
import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.stuck;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.history.Fact.Read;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lane that says at the deadline that it runs: does it hang, or is it slow, or done? */
class HangTest {

    @Test
    void a_job_that_says_it_runs_but_neither_writes_nor_commits_hangs() {
        Planted trial = stuck(Fault.POISON);
        DeliveryVerdict verdict = trial.with(trial.commit(10_000_000, Map.of(0, 48L, 1, 48L, 2, 48L)))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.HALTED);
        assertThat(verdict.reasons())
                .containsExactly("halted: it said RUNNING but nothing became visible and nothing was committed "
                        + "in the last 10 s");
    }

    @Test
    void a_job_that_still_commits_at_the_deadline_does_not_hang() {
        Planted trial = stuck(Fault.POISON);

        assertNotDrained(trial.with(trial.commit(10_000_001, Map.of(0, 48L, 1, 48L, 2, 48L))));
    }

    @Test
    void what_is_committed_by_another_lane_or_after_the_deadline_does_not_count() {
        Planted trial = stuck(Fault.POISON);
        Fact.Commit commit = trial.commit(19_000_000, Planted.ends());

        assertHalted(inDoubt(trial)
                .with(
                        new Fact.Commit(commit.t(), commit.m(), "spark/UPSERT", commit.unit(), commit.offsets()),
                        trial.commit(20_000_001, Planted.ends())));
    }

    @Test
    void a_job_that_is_only_slow_does_not_hang() {
        Planted trial = stuck(Fault.POISON);

        assertNotDrained(trial.with(committed(trial.row(148, Read.B), wall(10_000_001))));
    }

    @Test
    void a_job_that_is_still_starting_does_not_hang() {
        Planted trial = stuck(Fault.POISON);

        assertNotDrained(trial.with(trial.state(4_000_000, State.STARTING, 1)));
    }

    @Test
    void who_committed_the_whole_topic_has_finished_and_what_is_missing_is_lost() {
        Planted trial = stuck(Fault.POISON);
        Planted restarted = stuck(Fault.POISON);
        Planted partly = stuck(Fault.POISON);
        DeliveryVerdict verdict =
                trial.with(trial.commit(9_000_000, Planted.ends())).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.reasons().get(0)).startsWith("flink-sql/APPEND lost 156 of 300 records: ");
        assertThat(restarted
                        .with(restarted.state(4_000_000, State.RUNNING, 3), restarted.commit(9_000_000, Planted.ends()))
                        .judged()
                        .reasons())
                .isEqualTo(verdict.reasons());
        assertHalted(inDoubt(partly).with(partly.commit(9_000_000, Map.of(0, 100L, 1, 100L, 2, 99L))));
    }

    @Test
    void the_last_commit_is_what_counts_of_a_lane_that_went_back() {
        Planted trial = stuck(Fault.POISON);

        assertHalted(trial.with(
                trial.commit(8_000_000, Planted.ends()), trial.commit(9_000_000, Map.of(0, 1L, 1, 1L, 2, 1L))));
    }

    @Test
    void who_committed_the_whole_topic_but_still_restarts_has_halted() {
        Planted trial = stuck(Fault.POISON);

        assertHalted(inDoubt(trial)
                .with(trial.state(4_000_000, State.RESTARTING, 2), trial.commit(9_000_000, Planted.ends())));
    }

    @Test
    void who_committed_the_whole_topic_and_still_writes_has_passed_what_is_missing() {
        Planted trial = stuck(Fault.POISON);
        DeliveryVerdict verdict = trial.with(
                        trial.commit(9_000_000, Planted.ends()), committed(trial.row(148, Read.B), wall(10_000_001)))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .startsWith("flink-sql/APPEND lost 155 of 300 records: ");
        assertThat(verdict.notes()).contains("it was not drained at the deadline, while its job ran");
    }

    /** With a transaction left prepared, which may hold what is missing though it was committed past. */
    private static Planted inDoubt(Planted trial) {
        return trial.with(new Fact.Prepared(
                wall(20_000_000), mono(20_000_000), trial.subject().name(), "a", wall(20_000_000)));
    }

    private static void assertHalted(Planted trial) {
        assertThat(trial.judged().verdict()).isEqualTo(Verdict.HALTED);
    }

    private static void assertNotDrained(Planted trial) {
        DeliveryVerdict verdict = trial.judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.reasons()).containsExactly("it was not drained at the deadline, while its job ran");
    }
}
