package io.twinstream.checker;

import static io.twinstream.checker.Planted.at;
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

/** Duplicates, order and the journal against what was promised. */
class ContractTest {

    /** Sent within one second, both ends included. */
    private static final int ONE_INTERVAL = 101;

    @Test
    void after_a_fault_as_many_duplicates_are_allowed_as_one_commit_interval_holds() {
        DeliveryVerdict allowed = doubled(Fault.WORKER_KILL, ONE_INTERVAL).judged();
        DeliveryVerdict tooMany = doubled(Fault.WORKER_KILL, ONE_INTERVAL + 1).judged();

        assertThat(allowed.verdict()).isEqualTo(Verdict.VALID);
        assertThat(allowed.notes()).contains("101 duplicates").noneMatch(note -> note.startsWith("stronger"));
        assertThat(tooMany.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(tooMany.reasons().get(0)).endsWith("102 rows too many where UP_TO_ONE_INTERVAL allows 101");
    }

    @Test
    void an_interval_in_which_a_backlog_became_visible_holds_all_of_it() {
        assertThat(backlog(250).judged().verdict()).isEqualTo(Verdict.VALID);
        assertThat(backlog(251).judged().reasons().get(0))
                .endsWith("251 rows too many where UP_TO_ONE_INTERVAL allows 250");
    }

    /** Of the 300 records the first 50 are visible as early as ever, the others in one moment; so many are doubled. */
    private static Planted backlog(int doubled) {
        return doubled(Fault.WORKER_KILL, doubled)
                .changing(Fact.Row.class, row -> tick(row) >= 50, row -> committed(row, wall(5_000_000)));
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
                                + "though the last commit but one before the fault covers them");
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
    void who_promises_none_but_after_a_fault_may_have_any_number_after_one_and_none_without() {
        Contract promise = promise(Duplicates.ANY_AFTER_A_FAULT, false);

        assertThat(doubled(Fault.WORKER_KILL, 2 * ONE_INTERVAL)
                        .promising(promise)
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(doubled(Fault.NONE, 0).promising(promise).judged().verdict()).isEqualTo(Verdict.VALID);
        assertThat(doubled(Fault.NONE, 1).promising(promise).judged().reasons().get(0))
                .endsWith("1 rows too many where ANY_AFTER_A_FAULT allows 0");
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
        DeliveryVerdict verdict =
                trial.promising(promise(Duplicates.NONE, false)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons().get(0)).endsWith("1 rows too many where NONE allows 0");
        assertThat(verdict.notes()).isEmpty();
    }

    @Test
    void who_promises_nothing_may_double_everything() {
        Planted trial = doubled(Fault.NONE, 300);

        assertThat(trial.promising(promise(Duplicates.ANY, false)).judged().verdict())
                .isEqualTo(Verdict.VALID);
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
    void a_row_visible_after_a_later_one_breaks_an_order_that_was_promised() {
        DeliveryVerdict ordered =
                late().promising(promise(Duplicates.NONE, true)).judged();
        DeliveryVerdict unordered = late().judged();

        assertThat(ordered.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(ordered.reasons())
                .containsExactly("flink/UPSERT has 1 late row: prices-2 offset 1, "
                        + "visible after later ones of their partition");
        assertThat(unordered.verdict()).isEqualTo(Verdict.VALID);
        assertThat(unordered.found(Finding.LATE)).isEqualTo(Identities.NONE);
    }

    @Test
    void rows_of_one_transaction_are_in_order() {
        Planted together = trial().changing(Fact.Row.class, row -> true, row -> committed(row, wall(3_000_000)))
                .promising(promise(Duplicates.NONE, true));

        assertThat(together.judged().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_replay_of_an_earlier_row_is_not_late() {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.WORKER_KILL);
        trial.with(committed(trial.row(5, Read.B), wall(4_000_000)));

        assertThat(trial.promising(promise(Duplicates.ANY, true)).judged().verdict())
                .isEqualTo(Verdict.VALID);
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
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, fault);
        for (int n = 0; n < times; n++) {
            trial.with(trial.row(n, Read.A), trial.row(n, Read.B));
        }
        return trial;
    }

    private static Planted late() {
        return trial().changing(
                        Fact.Row.class, row -> row.identity().equals(at(5)), row -> committed(row, wall(2_000_000)));
    }

    private static Fact.Commit commit(String subject, long micros) {
        return new Fact.Commit(wall(micros), mono(micros), subject, "checkpoint", Map.of());
    }

    private static Contract promise(Duplicates duplicates, boolean ordered) {
        return new Contract(true, duplicates, ordered, Set.of(), 2);
    }
}
