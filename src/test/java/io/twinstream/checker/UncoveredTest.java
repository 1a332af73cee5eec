package io.twinstream.checker;

import static io.twinstream.checker.Planted.at;
import static io.twinstream.checker.Planted.committed;
import static io.twinstream.checker.Planted.trial;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fault starts at 1 s, when ticks 0..95 are visible: 32 records of each partition. */
class UncoveredTest {

    @Test
    void what_was_visible_at_the_fault_and_not_committed_is_uncovered() {
        Planted trial = killed();

        assertThat(trial.judged().uncovered()).isEqualTo(96);
        assertThat(trial.with(trial.commit(500_000, Map.of(0, 10L, 1, 10L)))
                        .judged()
                        .uncovered())
                .isEqualTo(76);
        assertThat(trial.with(trial.commit(1_000_000, Map.of(0, 30L, 1, 32L, 2, 40L)))
                        .judged()
                        .uncovered())
                .isEqualTo(2);
    }

    @Test
    void commits_after_the_fault_and_of_other_lanes_do_not_count() {
        Planted trial = killed();
        Fact.Commit commit = trial.commit(500_000, Planted.ends());
        trial.with(
                trial.commit(1_000_001, Planted.ends()),
                new Fact.Commit(commit.t(), commit.m(), "spark/APPEND", "batch", commit.offsets()));

        assertThat(trial.judged().uncovered()).isEqualTo(96);
    }

    @Test
    void a_record_with_two_rows_is_one() {
        Planted trial = killed();

        assertThat(trial.with(trial.row(5, Read.B)).judged().uncovered()).isEqualTo(96);
    }

    @Test
    void without_a_fault_or_commit_times_nobody_knows() {
        Planted timeless =
                killed().changing(Fact.Row.class, row -> row.identity().equals(at(297)), row -> committed(row, null));

        assertThat(timeless.judged().uncovered()).isNull();
        assertThat(trial().judged().uncovered()).isNull();
    }

    private static Planted killed() {
        return trial(Lane.FLINK, SinkMode.APPEND, Fault.WORKER_KILL);
    }
}
