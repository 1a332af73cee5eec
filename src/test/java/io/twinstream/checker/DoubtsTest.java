package io.twinstream.checker;

import static io.twinstream.checker.Planted.at;
import static io.twinstream.checker.Planted.committed;
import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.place;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.LaneState.State;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.History;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What makes a verdict UNKNOWN: the trial failed, not the subject. */
class DoubtsTest {

    @Test
    void a_trial_judged_before_the_drain_says_nothing() {
        Planted trial = trial().losing(5).without(Fact.Drained.class, drained -> true);

        assertUnknown(trial.with(trial.drained(false)), "it was not drained at the deadline, while its job ran");
    }

    @Test
    void what_was_found_is_still_noted() {
        Planted trial = trial().losing(5).without(Fact.Drained.class, drained -> true);
        DeliveryVerdict verdict = trial.with(trial.drained(false)).judged();

        assertThat(verdict.found(Finding.LOST).count()).isEqualTo(1);
        assertThat(verdict.notes())
                .containsExactly("flink/UPSERT lost 1 of 300 records: prices-2 offset 1, last seen in the topic");
    }

    @Test
    void a_trial_without_a_wait_for_the_drain_says_nothing() {
        assertUnknown(trial().without(Fact.Drained.class, drained -> true), "nobody waited until it had drained");
    }

    @Test
    void the_last_wait_counts() {
        Planted trial = trial().without(Fact.Drained.class, drained -> true);

        assertThat(trial.with(trial.drained(false), trial.drained(true))
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void the_drain_of_another_subject_is_not_this_ones() {
        Planted trial = trial().without(Fact.Drained.class, drained -> true);
        Fact.Drained other = new Fact.Drained(wall(0), mono(0), "spark/UPSERT", Planted.ends(), true);

        assertUnknown(trial.with(other), "nobody waited until it had drained");
    }

    @Test
    void a_fault_without_a_witness_was_not_felt() {
        Planted trial = trial(Lane.SPARK, SinkMode.UPSERT, Fault.BROKER_KILL);
        assertThat(trial.judged().verdict()).isEqualTo(Verdict.VALID);

        trial.changing(
                Fact.Witness.class,
                witness -> true,
                witness -> new Fact.Witness(witness.t(), witness.m(), Fault.WORKER_KILL, null, witness.evidence()));

        assertUnknown(trial, "the fault BROKER_KILL was not felt by spark/UPSERT: it has no witness");
    }

    @Test
    void a_witness_that_names_another_subject_says_nothing_of_this_one() {
        assertThat(witnessed("spark/UPSERT").judged().verdict()).isEqualTo(Verdict.VALID);
        assertUnknown(
                witnessed("flink/UPSERT"), "the fault WORKER_KILL was not felt by spark/UPSERT: it has no witness");
    }

    @Test
    void fewer_ticks_than_planned_say_nothing() {
        Planted trial = trial().losing(299)
                .without(Fact.Attempted.class, tick -> tick.seq() == 299)
                .without(Fact.TopicRecord.class, record -> record.seq() == 299)
                .changing(Fact.Drained.class, drained -> true, drained -> ends(drained, 99))
                .changing(Fact.End.class, end -> true, end -> new Fact.End(end.t(), end.m(), ends(99)));

        assertUnknown(trial, "only 299 of 300 planned ticks were attempted");
    }

    @Test
    void a_seq_minted_twice_leaves_nothing_to_compare_with() {
        assertUnknown(trial().with(attempted(7)), "seq 7 was minted twice");
        assertUnknown(trial().with(attempted(7), attempted(8)), "seq 7 was minted twice, and 1 other");
        assertUnknown(trial().with(attempted(7), attempted(8), attempted(9)), "seq 7 was minted twice, and 2 others");
    }

    @Test
    void a_record_that_the_trial_did_not_send_has_no_reference() {
        Planted unknownSeq =
                trial().changing(Fact.TopicRecord.class, record -> record.seq() == 5, r -> record(r, 9_999L));
        Planted noSeq = trial().changing(Fact.TopicRecord.class, record -> record.seq() == 5, r -> record(r, null));

        assertUnknown(unknownSeq, "somebody else wrote to the topic: this trial did not send prices-2 offset 1");
        assertUnknown(noSeq, "somebody else wrote to the topic: this trial did not send prices-2 offset 1");
    }

    @Test
    void a_table_without_rows_says_nothing() {
        Planted trial = trial().without(Fact.Row.class, row -> row.read() == Read.B)
                .without(Fact.Journal.class, journal -> true);

        assertUnknown(trial, "its table has no rows at all");
    }

    @Test
    void a_topic_that_does_not_begin_at_0_says_nothing() {
        Planted trial = trial().without(Fact.TopicRecord.class, record -> record.seq() == 1)
                .without(Fact.Row.class, row -> row.identity().equals(at(1)))
                .journalling(-1);

        assertUnknown(
                trial,
                "the first offset of prices-1 is 1, above 0",
                "of prices-1, which ends at 100, 99 records were read back");
    }

    @Test
    void a_topic_that_was_not_read_to_its_end_says_nothing() {
        Planted trial = trial().losing(299).without(Fact.TopicRecord.class, record -> record.seq() == 299);

        assertUnknown(trial, "of prices-2, which ends at 100, 99 records were read back");
    }

    @Test
    void a_partition_of_which_nothing_was_read_says_nothing() {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.NONE)
                .without(Fact.TopicRecord.class, record -> record.p() == 2)
                .without(Fact.Row.class, row -> place(row).partition() == 2);

        assertUnknown(trial, "of prices-2, which ends at 100, 0 records were read back");
    }

    @Test
    void a_topic_that_grew_after_the_feed_was_closed_says_nothing() {
        Planted trial = trial().changing(Fact.End.class, end -> true, end -> new Fact.End(end.t(), end.m(), ends(101)));

        assertUnknown(trial, "the end of prices-2 moved from 100 to 101 after the feed was closed");
    }

    @Test
    void a_history_that_was_cut_off_says_nothing() {
        Planted trial = trial();
        DeliveryVerdict verdict = DeliveryChecker.judge(trial.cutOff(), trial.subject());

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.reasons()).containsExactly("the history was cut off before its end");
        assertUnknown(trial().without(Fact.End.class, end -> true), "the history was cut off before its end");
    }

    @Test
    void a_row_that_was_committed_after_it_was_read_says_nothing() {
        assertUnknown(
                trial().changing(
                                Fact.Row.class,
                                row -> place(row).offset() == 7,
                                row -> readBefore(committed(row, wall(5_000_001)))),
                "3 rows were committed after they had been read");
    }

    private static Fact.Row readBefore(Fact.Row row) {
        return new Fact.Row(
                row.committed() - 1,
                row.m(),
                row.subject(),
                row.read(),
                row.identity(),
                row.columns(),
                row.committed());
    }

    @Test
    void a_row_that_was_committed_before_its_record_was_sent_says_nothing() {
        Planted trial = trial().changing(
                        Fact.Row.class,
                        row -> place(row).offset() == 7,
                        row -> committed(row, row.committed() - Planted.LATENCY - 1));

        assertUnknown(trial, "3 rows were committed before their records were sent");
    }

    @Test
    void times_of_a_clock_that_was_stepped_are_not_asked_about() {
        Planted trial = trial().changing(
                        Fact.Row.class,
                        row -> place(row).offset() == 7,
                        row -> readBefore(committed(row, wall(5_000_001))));

        assertThat(trial.changing(
                                Fact.Clock.class,
                                clock -> clock.t() > wall(3_000_000),
                                clock -> new Fact.Clock(clock.t() + 1_000_000, clock.m()))
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void acknowledged_records_that_the_topic_does_not_have_are_named() {
        Planted trial = trial().changing(
                        Fact.Acknowledged.class,
                        answer -> answer.seq() == 299,
                        answer -> new Fact.Acknowledged(answer.t(), answer.m(), 299, 2, 100));

        assertUnknown(trial, "the topic does not have 1 of its acknowledged records");
    }

    @Test
    void what_no_doubt_explains_is_the_subjects_doing() {
        Planted notFelt = trial(Lane.FLINK, SinkMode.UPSERT, Fault.WORKER_KILL)
                .without(Fact.Witness.class, witness -> true)
                .losing(5);
        Planted passed = notFelt.with(notFelt.commit(4_000_000, Planted.ends()));
        DeliveryVerdict verdict = passed.judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.delivered()).isEqualTo(Delivered.LOST);
        assertThat(verdict.reasons())
                .containsExactly("flink/UPSERT lost 1 of 300 records: prices-2 offset 1, last seen in the topic");
        assertThat(verdict.notes())
                .containsExactly("the fault WORKER_KILL was not felt by flink/UPSERT: it has no witness");
    }

    @Test
    void what_a_doubt_explains_is_not_the_subjects_doing() {
        Planted grown = trial().losing(5)
                .changing(Fact.End.class, end -> true, end -> new Fact.End(end.t(), end.m(), ends(101)));

        assertUnknown(
                grown.with(grown.commit(4_000_000, Planted.ends())),
                "the end of prices-2 moved from 100 to 101 after the feed was closed");
    }

    @Test
    void a_job_that_was_stopped_before_the_drain_is_not_halted() {
        Planted trial = trial().losing(5).without(Fact.Drained.class, drained -> true);
        trial.with(trial.drained(false), trial.state(4_000_000, State.STOPPED, 1));

        assertUnknown(trial, "it was not drained at the deadline, while its job ran");
    }

    @Test
    void one_unknown_subject_does_not_make_another_unknown() {
        Planted trial = trial();
        Fact.Drained other = new Fact.Drained(wall(0), mono(0), "spark/UPSERT", Planted.ends(), false);
        History history = trial.with(other).history();

        assertThat(DeliveryChecker.judge(history, trial.subject()).verdict()).isEqualTo(Verdict.VALID);
    }

    private static void assertUnknown(Planted trial, String... reasons) {
        DeliveryVerdict verdict = trial.judged();

        assertThat(verdict.reasons()).containsExactly(reasons);
        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private static Planted witnessed(String subject) {
        return trial(Lane.SPARK, SinkMode.UPSERT, Fault.WORKER_KILL)
                .changing(
                        Fact.Witness.class,
                        witness -> true,
                        witness -> new Fact.Witness(
                                witness.t(), witness.m(), Fault.WORKER_KILL, subject, witness.evidence()));
    }

    private static Fact.Attempted attempted(int seq) {
        return new Fact.Attempted(
                wall(0), mono(0), seq, wall(0), "k", "BTC-USD", Planted.price(seq), "generator", 1, null);
    }

    private static Fact.TopicRecord record(Fact.TopicRecord record, Long seq) {
        return new Fact.TopicRecord(record.t(), record.m(), record.p(), record.o(), seq, record.ts());
    }

    private static Fact.Drained ends(Fact.Drained drained, long last) {
        return new Fact.Drained(drained.t(), drained.m(), drained.subject(), ends(last), drained.complete());
    }

    private static Map<Integer, Long> ends(long last) {
        return Map.of(0, 100L, 1, 100L, 2, last);
    }
}
