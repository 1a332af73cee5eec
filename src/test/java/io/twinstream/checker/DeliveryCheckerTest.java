package io.twinstream.checker;

import static io.twinstream.checker.Planted.at;
import static io.twinstream.checker.Planted.columns;
import static io.twinstream.checker.Planted.holding;
import static io.twinstream.checker.Planted.trial;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Contract.Duplicates;
import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Position;
import io.twinstream.history.RawBytes;
import io.twinstream.history.TickColumns;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DeliveryCheckerTest {

    @Test
    void every_record_in_the_table_once_is_valid() {
        DeliveryVerdict verdict = trial().judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.notes()).isEmpty();
        assertThat(verdict.found().keySet()).isEqualTo(EnumSet.allOf(Finding.class));
        assertThat(verdict.found().values()).allMatch(Identities::isEmpty);
        assertThat(verdict.records()).isEqualTo(300);
        assertThat(verdict.rows()).isEqualTo(300);
        assertThat(verdict.deadLetters()).isZero();
        assertThat(verdict.text("results/x")).isEqualTo("flink/UPSERT ONCE VALID; everything in results/x");
    }

    @Test
    void a_record_without_a_row_is_lost() {
        DeliveryVerdict verdict = trial().losing(33).losing(36).losing(39).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertOnly(verdict, Finding.LOST, at(33), at(36), at(39));
        assertThat(verdict.text("results/local/x"))
                .isEqualTo("flink/UPSERT lost 3 of 300 records: prices-0 offsets 11..13, last seen in the topic;"
                        + " everything in results/local/x");
    }

    @Test
    void a_contract_that_promises_no_completeness_is_not_broken_by_a_loss() {
        Contract lossy = new Contract(false, Duplicates.NONE, Set.of());
        DeliveryVerdict verdict = trial().losing(33).promising(lossy).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertOnly(verdict, Finding.LOST, at(33));
    }

    @Test
    void two_rows_of_a_record_are_a_duplicate() {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.NONE);
        DeliveryVerdict verdict = trial.with(trial.row(5, Read.B), trial.row(5, Read.B), trial.row(8, Read.B))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.found(Finding.DUPLICATED)).isEqualTo(Identities.of(List.of(at(5), at(8))));
        assertThat(verdict.surplus()).isEqualTo(3);
        assertThat(verdict.reasons())
                .containsExactly("flink/APPEND duplicated 2 of 300 records: prices-2 offsets 1..2, "
                        + "3 surplus rows where UP_TO_ONE_INTERVAL allows 0");
    }

    @Test
    void two_letters_of_a_record_are_a_duplicate() {
        Planted trial =
                trial(Lane.FLINK, SinkMode.APPEND, Fault.NONE).malformed(5).losing(5);
        DeliveryVerdict verdict =
                trial.with(trial.letter(5, Read.B), trial.letter(5, Read.B)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.found(Finding.DUPLICATED).count()).isEqualTo(1);
        assertThat(verdict.surplus()).isEqualTo(1);
        assertThat(verdict.deadLetters()).isEqualTo(2);
    }

    @Test
    void a_row_of_another_topic_is_unexpected() {
        Planted trial = trial();
        DeliveryVerdict one = trial.with(trial.row(300, Read.A), trial.row(300, Read.B))
                .journalling(1)
                .judged();

        assertThat(one.verdict()).isEqualTo(Verdict.INVALID);
        assertOnly(one, Finding.UNEXPECTED, at(300));
        assertThat(one.reasons())
                .containsExactly("flink/UPSERT has 1 unexpected row: prices-0 offset 100, not in the topic");
    }

    @Test
    void a_letter_of_another_topic_is_unexpected() {
        Planted trial = trial(Lane.SPARK, SinkMode.APPEND, Fault.NONE);
        DeliveryVerdict verdict =
                trial.with(trial.letter(300, Read.B), trial.letter(301, Read.B)).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.found(Finding.UNEXPECTED).count()).isEqualTo(2);
        assertThat(verdict.reasons().get(0)).startsWith("spark/APPEND has 2 unexpected rows: ");
    }

    @Test
    void a_price_of_another_value_is_corrupted() {
        assertCorrupted(
                row -> new TickColumns(row.symbol(), "86746.1050000001", row.user(), row.timestamp(), row.ts()),
                "price is 86746.1050000001, not 86746.105");
        assertCorrupted(
                row -> new TickColumns(row.symbol(), "NaN", row.user(), row.timestamp(), row.ts()), "price is NaN");
        assertCorrupted(
                row -> new TickColumns(row.symbol(), null, row.user(), row.timestamp(), row.ts()), "price is null");
    }

    @Test
    void any_other_column_of_another_value_is_corrupted() {
        assertCorrupted(
                row -> new TickColumns("ETH-USD", row.price(), row.user(), row.timestamp(), row.ts()),
                "symbol is ETH-USD");
        assertCorrupted(
                row -> new TickColumns(row.symbol(), row.price(), "me", row.timestamp(), row.ts()), "user is me");
        assertCorrupted(row -> new TickColumns(row.symbol(), row.price(), row.user(), 7L, row.ts()), "timestamp is 7");
        assertCorrupted(
                row -> new TickColumns(row.symbol(), row.price(), row.user(), null, row.ts()), "timestamp is null");
    }

    @Test
    void a_kafka_timestamp_shifted_by_a_zone_is_corrupted() {
        assertCorrupted(
                row -> new TickColumns(
                        row.symbol(), row.price(), row.user(), row.timestamp(), row.ts() + 3_600_000_000L),
                "kafka_timestamp in microseconds is 1700003600050000, not 1700000000050000");
    }

    @Test
    void one_corrupted_row_among_two_of_a_record_is_found() {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.WORKER_KILL);
        Fact.Row row = trial.row(5, Read.B);
        TickColumns twin = columns(row);
        DeliveryVerdict verdict = trial.with(holding(
                        row, new TickColumns("ETH-USD", twin.price(), twin.user(), twin.timestamp(), twin.ts())))
                .judged();

        assertThat(verdict.found(Finding.CORRUPTED)).isEqualTo(Identities.of(List.of(at(5))));
    }

    @Test
    void a_malformed_record_in_the_dead_letters_is_rejected_as_it_should_be() {
        Planted trial = trial().malformed(5).losing(5);
        DeliveryVerdict verdict = trial.with(
                        trial.letter(5, Read.A), trial.letter(5, Read.B), trial.journal("dead_letters", 1, 1))
                .judged();

        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertOnly(verdict, Finding.REJECTED, at(5));
    }

    @Test
    void a_dead_letter_that_holds_other_bytes_is_corrupted_and_one_of_unknown_bytes_is_not() {
        byte[] sent = {'{', 0, -1};
        assertThat(letterOf(sent, RawBytes.of(sent)).verdict()).isEqualTo(Verdict.VALID);
        assertThat(letterOf(sent, null).verdict()).isEqualTo(Verdict.VALID);
        assertThat(letterOf(null, RawBytes.NONE).verdict()).isEqualTo(Verdict.VALID);

        for (DeliveryVerdict other : List.of(
                letterOf(sent, RawBytes.of(new byte[] {'{', 0})),
                letterOf(sent, RawBytes.NONE),
                letterOf(null, RawBytes.of(new byte[0])))) {
            assertThat(other.verdict()).isEqualTo(Verdict.INVALID);
            assertOnly(other, Finding.CORRUPTED, at(5));
            assertThat(other.reasons()).singleElement().asString().endsWith("its dead letter holds other bytes");
        }
    }

    private static DeliveryVerdict letterOf(byte[] sent, String kept) {
        Planted trial = trial().losing(5)
                .changing(
                        Fact.Attempted.class,
                        tick -> tick.seq() == 5,
                        tick -> Fact.Attempted.malformed(
                                tick.t(), tick.m(), tick.seq(), tick.intended(), "NOT_JSON", sent));
        Fact.DeadLetter letter = trial.letter(5, Read.B);
        return trial.with(
                        new Fact.DeadLetter(
                                letter.t(), letter.m(), letter.subject(), Read.B, letter.p(), letter.o(), "r", kept),
                        trial.letter(5, Read.A),
                        trial.journal("dead_letters", 1, 1))
                .judged();
    }

    @Test
    void a_malformed_record_in_neither_table_is_lost() {
        DeliveryVerdict verdict = trial().malformed(5).losing(5).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertOnly(verdict, Finding.LOST, at(5));
    }

    @Test
    void a_well_formed_record_in_the_dead_letters_is_lost() {
        Planted trial = trial().losing(5);
        DeliveryVerdict verdict = trial.with(
                        trial.letter(5, Read.A), trial.letter(5, Read.B), trial.journal("dead_letters", 1, 1))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertOnly(verdict, Finding.LOST, at(5));
        assertThat(verdict.reasons())
                .containsExactly("flink/UPSERT lost 1 of 300 records: prices-2 offset 1, "
                        + "well-formed, but last seen in the dead letters");
    }

    @Test
    void a_record_in_both_tables_is_corrupted() {
        Planted trial = trial();
        DeliveryVerdict verdict = trial.with(
                        trial.letter(5, Read.A), trial.letter(5, Read.B), trial.journal("dead_letters", 1, 1))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertOnly(verdict, Finding.CORRUPTED, at(5));
        assertThat(verdict.reasons().get(0)).endsWith("of the first it is in the table and in the dead letters");
    }

    @Test
    void a_malformed_record_with_a_row_is_corrupted() {
        DeliveryVerdict verdict = trial().malformed(5).judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertOnly(verdict, Finding.CORRUPTED, at(5));
        assertThat(verdict.reasons().get(0)).endsWith("of the first it has a row, but it is malformed");
    }

    @Test
    void one_lost_and_one_doubled_do_not_make_up_for_each_other() {
        Planted trial = trial(Lane.SPARK, SinkMode.APPEND, Fault.NONE).losing(5);
        DeliveryVerdict verdict = trial.with(trial.row(6, Read.B)).judged();

        assertThat(verdict.rows()).isEqualTo(300);
        assertThat(verdict.reasons()).hasSize(2);
    }

    @Test
    void the_read_after_the_stop_is_judged_and_what_appeared_by_then_is_named() {
        Planted trial = trial();
        DeliveryVerdict verdict = trial.without(Fact.Row.class, row -> row.equals(trial.row(5, Read.A)))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertOnly(verdict, Finding.APPEARED_AT_STOP, at(5));
        assertThat(verdict.notes()).containsExactly("appeared at stop: prices-2 offset 1");
    }

    @Test
    void a_letter_and_a_second_row_can_appear_at_stop_too() {
        Planted trial = trial(Lane.FLINK, SinkMode.APPEND, Fault.WORKER_KILL)
                .malformed(7)
                .losing(7);
        DeliveryVerdict verdict =
                trial.with(trial.letter(7, Read.B), trial.row(5, Read.B)).judged();

        assertThat(verdict.found(Finding.APPEARED_AT_STOP)).isEqualTo(Identities.of(List.of(at(5), at(7))));
    }

    @Test
    void a_row_that_was_lost_before_the_stop_but_not_after_is_still_judged_by_the_second_read() {
        Planted trial = trial();
        DeliveryVerdict verdict = trial.without(Fact.Row.class, row -> row.equals(trial.row(5, Read.B)))
                .journalling(-1)
                .judged();

        assertOnly(verdict, Finding.LOST, at(5));
    }

    @Test
    void transactions_that_were_left_prepared_are_counted() {
        Fact.Prepared other = new Fact.Prepared(0, 0, "flink/TRANSACTIONAL", "a", 0);
        Fact.Prepared own = new Fact.Prepared(0, 0, "flink/UPSERT", "b", 0);
        DeliveryVerdict none = trial().with(other).judged();
        DeliveryVerdict one = trial().with(other, own).judged();
        DeliveryVerdict two = trial().with(own, new Fact.Prepared(0, 0, "flink/UPSERT", "c", 0))
                .judged();

        assertThat(none.orphans()).isZero();
        assertThat(none.notes()).isEmpty();
        assertThat(one.orphans()).isEqualTo(1);
        assertThat(one.notes()).containsExactly("1 transaction left prepared");
        assertThat(two.notes()).containsExactly("2 transactions left prepared");
    }

    @Test
    void rows_of_another_subject_do_not_count() {
        Planted trial = trial();
        Fact.Row row = trial.row(300, Read.B);
        Fact.DeadLetter letter = trial.letter(300, Read.B);
        DeliveryVerdict verdict = trial.with(
                        new Fact.Row(
                                row.t(),
                                row.m(),
                                "spark/UPSERT",
                                row.read(),
                                row.identity(),
                                new TickColumns(null, null, null, null, null),
                                null),
                        new Fact.DeadLetter(letter.t(), letter.m(), "spark/UPSERT", Read.B, 0, 100, "not JSON"),
                        new Fact.Journal(0, 0, "spark/UPSERT", Read.B, "spark-0", 1, 1, "rows", 9, 8))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertThat(verdict.replayed()).isZero();
    }

    private static void assertCorrupted(UnaryOperator<TickColumns> damage, String how) {
        DeliveryVerdict verdict = trial().changing(
                        Fact.Row.class,
                        row -> row.identity().equals(at(5)),
                        row -> holding(row, damage.apply(columns(row))))
                .judged();

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertOnly(verdict, Finding.CORRUPTED, at(5));
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.reasons().get(0))
                .startsWith("flink/UPSERT corrupted 1 of 300 records: prices-2 offset 1, of the first " + how);
    }

    private static void assertOnly(DeliveryVerdict verdict, Finding finding, Position... positions) {
        for (Finding each : Finding.values()) {
            assertThat(verdict.found(each))
                    .as(each.name())
                    .isEqualTo(each == finding ? Identities.of(Arrays.asList(positions)) : Identities.NONE);
        }
    }
}
