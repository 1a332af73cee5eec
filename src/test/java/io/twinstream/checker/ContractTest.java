package io.twinstream.checker;

import static io.twinstream.checker.Planted.committed;
import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.tick;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Contract.Duplicates;
import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Duplicates and the journal against what was promised. */
class ContractTest {

    /** Sent within one second, both ends included. */
    private static final int ONE_INTERVAL = 101;

    @Test
    void after_a_fault_as_many_duplicates_are_allowed_as_one_commit_interval_holds() {
        DeliveryVerdict allowed = doubled(Fault.WORKER_KILL, ONE_INTERVAL).judged();
        DeliveryVerdict beyond = doubled(Fault.WORKER_KILL, ONE_INTERVAL + 1).judged();

        assertThat(allowed.verdict()).isEqualTo(Verdict.VALID);
        assertThat(allowed.notes()).contains("101 duplicates").noneMatch(note -> note.startsWith("stronger"));
        assertThat(beyond.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(beyond.reasons().get(0)).endsWith("102 surplus rows where UP_TO_ONE_INTERVAL allows 101");
    }

    @Test
    void an_interval_in_which_a_backlog_became_visible_holds_all_of_it() {
        assertThat(backlog(250).judged().verdict()).isEqualTo(Verdict.VALID);
        assertThat(backlog(251).judged().reasons().get(0))
                .endsWith("251 surplus rows where UP_TO_ONE_INTERVAL allows 250");
    }

    /**
     * Of the 300 records the first 50 are visible as early as ever and the next 200 in one moment, before the fault is
     * over; so many are doubled.
     */
    private static Planted backlog(int doubled) {
        return doubled(Fault.WORKER_KILL, doubled, 3_600_000)
                .changing(
                        Fact.FaultPhase.class,
                        phase -> !phase.start(),
                        end -> new Fact.FaultPhase(wall(2_900_000), mono(2_900_000), end.fault(), false))
                .changing(
                        Fact.Row.class,
                        row -> tick(row) >= 50 && tick(row) < 250 && row.committed() < wall(3_600_000),
                        row -> committed(row, wall(2_550_000)));
    }

    @Test
    void what_the_last_commit_but_one_before_the_fault_covers_is_not_written_again() {
        Planted covered = doubled(Fault.WORKER_KILL, 12);
        DeliveryVerdict verdict = covered.with(
                        covered.commit(400_000, Map.of(0, 3L, 1, 3L)), covered.commit(500_000, Planted.ends()))
                .judged();
        Planted last = doubled(Fault.WORKER_KILL, 12);
        Planted after = doubled(Fault.WORKER_KILL, 12);

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons())
                .containsExactly(
                        "flink/APPEND duplicated 6 of 300 records: prices-0 offsets 0..2; prices-1 offsets 0..2, "
                                + "where no restart came in between that read them again: the last commit but one before it counts");
        assertThat(last.with(last.commit(500_000, Planted.ends())).judged().verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(after.with(after.commit(2_000_000, Map.of(0, 3L)), after.commit(2_100_000, Planted.ends()))
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void without_a_fault_no_duplicate_is_allowed() {
        assertThat(doubled(Fault.NONE, 1).judged().verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_row_that_was_there_twice_before_the_fault_has_no_excuse() {
        assertUnexplained(doubled(Fault.WORKER_KILL, 1, 999_999));
        assertThat(doubled(Fault.WORKER_KILL, 1, 1_000_000).judged().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_row_that_came_when_all_was_well_again_has_no_excuse_if_it_is_doubled() {
        assertUnexplained(again(146, 4_000_000));
        assertThat(again(145, 4_000_000).judged().verdict()).isEqualTo(Verdict.VALID);
    }

    /** Tick 200 is visible at 2.05 s, when the fault is over. */
    @Test
    void a_start_that_was_noted_is_a_restart_too() {
        Planted before = again(200, 2_500_000);
        Planted after = again(200, 2_500_000);
        Planted ofAnother = again(200, 2_500_000);
        Fact.LaneState other = ofAnother.state(2_100_000, Fact.LaneState.State.RUNNING, 2);

        assertUnexplained(again(200, 2_500_000));
        assertThat(after.with(after.state(2_050_000, Fact.LaneState.State.RUNNING, 2))
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertUnexplained(before.with(before.state(2_049_999, Fact.LaneState.State.RUNNING, 2)));
        assertUnexplained(ofAnother.with(
                new Fact.LaneState(other.t(), other.m(), "spark/APPEND", other.state(), other.attempt())));
    }

    @Test
    void a_start_that_was_noted_reads_again_only_what_the_commit_but_one_before_it_does_not_cover() {
        Planted trial = again(200, 12_000_000);
        trial.with(
                trial.commit(2_200_000, Planted.ends()),
                trial.commit(2_300_000, Planted.ends()),
                trial.state(10_000_000, Fact.LaneState.State.RUNNING, 2));

        assertUnexplained(trial);
        assertThat(trial.without(Fact.Commit.class, commit -> commit.t() == wall(2_200_000))
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    /** Tick 200 is visible at 2.05 s, when the fault is over and the lane is not yet back. */
    @Test
    void workers_of_a_dead_driver_write_on_until_the_lane_is_seen_to_live_again() {
        Planted own = again(200, 2_500_000);
        Planted ofAnother = again(200, 2_500_000);

        assertThat(own.with(new Fact.Witness(
                                wall(2_050_000), mono(2_050_000), Fault.WORKER_KILL, "flink/APPEND", "driver 8"))
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertUnexplained(ofAnother.with(
                new Fact.Witness(wall(2_050_000), mono(2_050_000), Fault.WORKER_KILL, "spark/APPEND", "driver 8")));
    }

    @Test
    void a_malformed_record_interrupts_nothing_by_itself() {
        Planted trial = doubled(Fault.POISON, 1, 2_000_000);
        Planted restarted = doubled(Fault.POISON, 1, 2_000_000);

        assertThat(trial.judged().reasons().get(0)).endsWith("1 surplus rows where UP_TO_ONE_INTERVAL allows 0");
        assertThat(restarted
                        .with(restarted.state(2_000_000, Fact.LaneState.State.RUNNING, 2))
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void each_start_may_double_an_interval_and_those_between_two_looks_count() {
        Planted twice = doubled(Fault.WORKER_KILL, 300, 3_100_000);
        twice.with(twice.state(3_050_000, Fact.LaneState.State.RUNNING, 3));
        Planted once = doubled(Fault.WORKER_KILL, 300, 3_100_000);
        once.with(once.state(3_050_000, Fact.LaneState.State.RUNNING, 2));

        assertThat(twice.judged().verdict()).isEqualTo(Verdict.VALID);
        assertThat(once.judged().reasons().get(0))
                .endsWith("300 surplus rows where UP_TO_ONE_INTERVAL allows " + 2 * ONE_INTERVAL);
    }

    @Test
    void a_double_of_which_nobody_knows_when_it_came_has_no_excuse() {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.WORKER_KILL);

        assertUnexplained(trial.with(committed(trial.row(5, Read.B), null)));
    }

    private static Planted again(int tick, long micros) {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.WORKER_KILL);
        return trial.with(committed(trial.row(tick, Read.B), wall(micros)));
    }

    private static void assertUnexplained(Planted trial) {
        DeliveryVerdict verdict = trial.judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .startsWith("flink/APPEND duplicated 1 of 300 records: ")
                .contains("no restart came in between");
    }

    @Test
    void no_duplicate_after_a_fault_is_stronger_than_promised() {
        assertThat(doubled(Fault.WORKER_KILL, 0).judged().notes())
                .containsExactly("stronger than promised: UP_TO_ONE_INTERVAL duplicates were allowed, none was found");
        assertThat(doubled(Fault.NONE, 0).judged().notes()).isEmpty();
        assertThat(doubled(Fault.WORKER_KILL, 0).losing(5).judged().notes()).isEmpty();
        assertThat(doubled(Fault.WORKER_KILL, 0)
                        .without(Fact.End.class, end -> true)
                        .judged()
                        .notes())
                .isEmpty();
    }

    @Test
    void who_promises_none_may_have_none_after_a_fault_either() {
        Planted trial = doubled(Fault.WORKER_KILL, 1);
        DeliveryVerdict verdict = trial.promising(promise(Duplicates.NONE)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons().get(0)).endsWith("1 surplus rows where NONE allows 0");
        assertThat(verdict.notes()).isEmpty();
    }

    @Test
    void an_interval_that_really_took_longer_holds_more() {
        assertThat(doubledAndCommitting(0, 995_000, 1_990_000, 2_985_000)).isEqualTo(Verdict.INVALID);
        assertThat(doubledAndCommitting(0, 900_000, 2_100_000, 2_985_000)).isEqualTo(Verdict.VALID);
    }

    @Test
    void the_time_to_the_first_commit_and_from_the_last_one_are_intervals_too() {
        assertThat(doubledAndCommitting(1_200_000, 2_000_000, 2_985_000)).isEqualTo(Verdict.VALID);
        assertThat(doubledAndCommitting(0, 900_000, 1_780_000)).isEqualTo(Verdict.VALID);
    }

    @Test
    void nobody_is_fed_after_the_last_tick_so_no_interval_reaches_further() {
        assertThat(doubledAndCommitting(0, 995_000, 1_990_000, 60_000_000)).isEqualTo(Verdict.INVALID);
    }

    @Test
    void the_commits_of_others_say_nothing() {
        Planted others =
                doubled(Fault.WORKER_KILL, 120).with(commit("spark/APPEND", 0), commit("spark/APPEND", 1_300_000));

        assertThat(others.judged().verdict()).isEqualTo(Verdict.INVALID);
    }

    private static Verdict doubledAndCommitting(long... micros) {
        Planted trial = doubled(Fault.WORKER_KILL, 115);
        for (long commit : micros) {
            trial.with(commit("flink/APPEND", commit));
        }
        return trial.judged().verdict();
    }

    @Test
    void rows_that_the_journal_does_not_know_were_written_by_somebody_else() {
        DeliveryVerdict fewer = trial().journalling(-1).judged();
        DeliveryVerdict more = trial().journalling(1).judged();
        Planted trial = trial().malformed(5).losing(5);
        DeliveryVerdict letters = trial.with(trial.letter(5, Read.B)).judged();

        assertThat(fewer.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(fewer.reasons())
                .containsExactly(
                        "somebody else wrote: the journal counts 299 new rows for the table, and 300 are there");
        assertThat(more.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(letters.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(letters.reasons())
                .containsExactly(
                        "somebody else wrote: the journal counts 0 new rows for the dead letters, and 1 are there");
    }

    @Test
    void a_journal_is_read_once() {
        DeliveryVerdict verdict = trial().with(
                        new Fact.Journal(0, 0, "flink/UPSERT", Read.A, "flink-0", 1, 1, "rows", 400, 300))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertThat(verdict.replayed()).isZero();
    }

    @Test
    void replays_are_counted_where_our_writer_keeps_a_journal() {
        Planted trial = trial();

        assertThat(trial.with(trial.journal("rows", 50, 0)).judged().replayed()).isEqualTo(50);
        assertThat(doubled(Fault.NONE, 0).judged().replayed()).isNull();
    }

    private static Planted doubled(Fault fault, int times) {
        return doubled(fault, times, 2_000_000);
    }

    /** The first ticks, each with a second row that was committed then. */
    private static Planted doubled(Fault fault, int times, long micros) {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, fault);
        for (int n = 0; n < times; n++) {
            trial.with(trial.row(n, Read.A), committed(trial.row(n, Read.B), wall(micros)));
        }
        return trial;
    }

    private static Fact.Commit commit(String subject, long micros) {
        return new Fact.Commit(wall(micros), mono(micros), subject, "checkpoint", Map.of());
    }

    private static Contract promise(Duplicates duplicates) {
        return new Contract(true, duplicates, Set.of());
    }
}
