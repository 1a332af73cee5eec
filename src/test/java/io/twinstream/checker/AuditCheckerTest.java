package io.twinstream.checker;

import static io.twinstream.checker.Planted.at;
import static io.twinstream.checker.Planted.columns;
import static io.twinstream.checker.Planted.holding;
import static io.twinstream.checker.Planted.moved;
import static io.twinstream.checker.Planted.place;
import static io.twinstream.checker.Planted.trial;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.History;
import io.twinstream.history.Observation;
import io.twinstream.history.Position;
import io.twinstream.history.TickColumns;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditCheckerTest {

    private static final Map<Integer, Long> BEGINNING = Map.of(0, 0L, 1, 0L, 2, 0L);

    @Test
    void a_table_that_holds_the_topic_is_valid() {
        AuditVerdict verdict = AuditChecker.judge(seen(table()));

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertThat(verdict.doubts()).isEmpty();
        assertThat(verdict.notCheckable()).isEmpty();
        assertThat(verdict.damage()).isEmpty();
        assertThat(verdict.inFlight()).isZero();
        assertThat(verdict.records()).isEqualTo(300);
        assertThat(verdict.rows()).isEqualTo(300);
        assertThat(verdict.deadLetters()).isZero();
        assertThat(verdict.found().values()).allMatch(Identities::isEmpty);
    }

    @Test
    void a_row_deleted_doubled_or_changed_by_hand_is_named() {
        Planted table = table().losing(33);
        table.with(table.row(34, Read.B))
                .changing(Fact.Row.class, row -> row.identity().equals(at(5)), row -> priced(row, "1.5"));
        AuditVerdict verdict = AuditChecker.judge(seen(table));

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.found().get(Finding.LOST).text("prices")).isEqualTo("prices-0 offset 11");
        assertThat(verdict.found().get(Finding.DUPLICATED).text("prices")).isEqualTo("prices-1 offset 11");
        assertThat(verdict.found().get(Finding.CORRUPTED).text("prices")).isEqualTo("prices-2 offset 1");
        assertThat(verdict.damage()).containsExactly("prices-2 offset 1: price is 1.5, not 86746.105");
    }

    @Test
    void each_kind_of_damage_alone_is_invalid() {
        Planted unexpected = table();
        Planted doubled = table();

        assertThat(verdict(table().losing(1))).isEqualTo(Verdict.INVALID);
        assertThat(verdict(unexpected.with(unexpected.row(300, Read.B)))).isEqualTo(Verdict.INVALID);
        assertThat(verdict(doubled.with(doubled.row(3, Read.B)))).isEqualTo(Verdict.INVALID);
        assertThat(verdict(table().malformed(4))).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_row_of_a_record_that_came_after_the_end_offsets_were_taken_is_in_flight() {
        Planted table = table();
        table.with(table.row(300, Read.B), table.row(303, Read.B), table.row(306, Read.B));
        Map<Integer, Long> later = Map.of(0, 102L, 1, 100L, 2, 100L);
        AuditVerdict verdict = AuditChecker.judge(seen(table, BEGINNING, later, false, true, true));

        assertThat(verdict.inFlight()).isEqualTo(2);
        assertThat(verdict.found().get(Finding.UNEXPECTED)).isEqualTo(Identities.of(List.of(at(306))));
    }

    @Test
    void a_row_without_a_place_or_of_another_partition_is_unexpected() {
        Planted table = table();
        Fact.Row nowhere = moved(table.row(1, Read.B), new Position(-1, -1));
        Fact.Row elsewhere = moved(table.row(1, Read.B), new Position(7, 3));
        Fact.Row negative = moved(table.row(1, Read.B), new Position(0, -1));
        AuditVerdict verdict = AuditChecker.judge(seen(table.with(nowhere, elsewhere, negative)));

        assertThat(verdict.found().get(Finding.UNEXPECTED).count()).isEqualTo(3);
        assertThat(verdict.notCheckable()).isEmpty();
    }

    @Test
    void rows_of_records_that_the_topic_no_longer_holds_leave_it_unknown() {
        Map<Integer, Long> firsts = Map.of(0, 10L, 1, 0L, 2, 0L);
        AuditVerdict verdict = AuditChecker.judge(seen(table(), firsts, Planted.ends(), false, true, true));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.records()).isEqualTo(290);
        assertThat(verdict.notCheckable()).containsExactly("10 rows of records that the topic no longer holds");
        assertThat(verdict.doubts())
                .containsExactly("the topic no longer holds its first 10 records, of which nobody can say whether they "
                        + "were written: prices-0 begins at offset 10");
    }

    /** Fewer rows must not make a better verdict. */
    @Test
    void records_that_the_topic_no_longer_holds_leave_it_unknown_even_where_the_table_has_no_row_of_them() {
        Map<Integer, Long> firsts = Map.of(0, 10L, 1, 0L, 2, 0L);
        Planted table = table().without(
                        Fact.Row.class,
                        row -> place(row).partition() == 0 && place(row).offset() < 10);
        AuditVerdict verdict = AuditChecker.judge(seen(table, firsts, Planted.ends(), false, true, true));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.notCheckable()).isEmpty();
        assertThat(verdict.doubts()).singleElement().asString().contains("its first 10 records");
    }

    @Test
    void what_lies_behind_an_open_transaction_is_counted_and_only_the_row_of_its_first_record_is_unexpected() {
        Planted table = table();
        Map<Integer, Long> highs = Map.of(0, 106L, 1, 100L, 2, 100L);
        AuditVerdict unread = AuditChecker.judge(seen(table, highs, false));

        assertThat(unread.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(unread.doubts())
                .containsExactly(
                        "5 records behind an open transaction cannot be read: prices-0 is open from offset 100");

        for (int offset = 100; offset < 106; offset++) {
            table.with(moved(table.row(1, Read.B), new Position(0, offset)));
        }
        AuditVerdict written = AuditChecker.judge(seen(table, highs, false));

        assertThat(written.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(written.found().get(Finding.UNEXPECTED)).isEqualTo(Identities.of(List.of(new Position(0, 100))));
        assertThat(written.notCheckable()).containsExactly("5 rows of records behind an open transaction");
    }

    @Test
    void a_transaction_that_ended_meanwhile_is_no_doubt() {
        Observation seen = seen(table(), Planted.ends(), false);
        Observation ended = new Observation(
                seen.topic(),
                seen.table(),
                seen.firsts(),
                seen.ends(),
                Map.of(0, 106L, 1, 100L, 2, 100L),
                Map.of(0, 106L, 1, 100L, 2, 100L),
                false,
                false,
                true,
                seen.wanted(),
                seen.malformed(),
                seen.rows(),
                seen.deadLetters());

        assertThat(AuditChecker.judge(ended).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void of_a_compacted_topic_rows_of_replaced_records_are_not_unexpected_and_it_is_never_valid() {
        Planted table = table().without(Fact.TopicRecord.class, record -> record.p() == 0 && record.o() < 17);
        AuditVerdict verdict = AuditChecker.judge(seen(table, Planted.ends(), true));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.doubts()).singleElement().asString().startsWith("the topic is compacted: ");
        assertThat(verdict.notCheckable()).containsExactly("17 rows of records that later ones replaced");
        assertThat(AuditChecker.judge(seen(table, Planted.ends(), false)).verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_row_of_a_partition_that_was_added_meanwhile_is_in_flight() {
        Planted table = table();
        table.with(moved(table.row(1, Read.B), new Position(3, 0)), moved(table.row(1, Read.B), new Position(3, 1)));
        AuditVerdict verdict =
                AuditChecker.judge(seen(table, BEGINNING, Map.of(0, 100L, 1, 100L, 2, 100L, 3, 1L), false, true, true));

        assertThat(verdict.inFlight()).isEqualTo(1);
        assertThat(verdict.found().get(Finding.UNEXPECTED)).isEqualTo(Identities.of(List.of(new Position(3, 1))));
    }

    @Test
    void damage_outweighs_what_the_topic_no_longer_holds() {
        Map<Integer, Long> firsts = Map.of(0, 10L, 1, 0L, 2, 0L);
        AuditVerdict verdict = AuditChecker.judge(seen(table().losing(299), firsts, Planted.ends(), false, true, true));

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void a_topic_that_was_created_again_leaves_it_unknown_whatever_the_table_holds() {
        AuditVerdict verdict = AuditChecker.judge(seen(table().losing(1), BEGINNING, Planted.ends(), true, true, true));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.doubts())
                .containsExactly("the topic was deleted and created again since the table was filled");
    }

    @Test
    void an_empty_topic_leaves_it_unknown() {
        Planted table = table().without(Fact.TopicRecord.class, record -> true);
        AuditVerdict verdict = AuditChecker.judge(seen(table));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.doubts()).containsExactly("the topic holds no records");
    }

    @Test
    void a_malformed_record_in_the_dead_letters_is_rejected() {
        Planted table = table().malformed(5).losing(5);
        AuditVerdict verdict = AuditChecker.judge(seen(table.with(table.letter(5, Read.B))));

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertThat(verdict.deadLetters()).isEqualTo(1);
        assertThat(verdict.found().get(Finding.REJECTED).count()).isEqualTo(1);
    }

    @Test
    void a_malformed_record_without_a_row_is_not_checkable_where_there_is_no_table_of_dead_letters() {
        Planted table = table().malformed(5).losing(5);
        AuditVerdict without = AuditChecker.judge(seen(table, BEGINNING, Planted.ends(), false, true, false));

        assertThat(verdict(table)).isEqualTo(Verdict.INVALID);
        assertThat(without.verdict()).isEqualTo(Verdict.VALID);
        assertThat(without.notCheckable())
                .containsExactly("1 malformed records, as there is no table of dead letters: prices-2 offset 1");
    }

    @Test
    void a_malformed_record_with_a_row_is_corrupted_even_where_there_is_no_table_of_dead_letters() {
        AuditVerdict verdict =
                AuditChecker.judge(seen(table().malformed(5), BEGINNING, Planted.ends(), false, true, false));

        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.notCheckable()).isEmpty();
        assertThat(verdict.damage())
                .containsExactly("prices-2 offset 1: it has a row, but it is malformed (price is not a number)");
    }

    @Test
    void a_table_without_a_column_for_the_kafka_timestamp_is_compared_without_it() {
        Planted table = table().changing(Fact.Row.class, row -> true, AuditCheckerTest::untimed);

        assertThat(verdict(table)).isEqualTo(Verdict.INVALID);
        assertThat(AuditChecker.judge(seen(table, BEGINNING, Planted.ends(), false, false, true))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void a_letter_of_a_record_that_came_later_is_in_flight_too() {
        Planted table = table();
        table.with(table.letter(300, Read.B));
        Map<Integer, Long> later = Map.of(0, 101L, 1, 100L, 2, 100L);
        AuditVerdict verdict = AuditChecker.judge(seen(table, BEGINNING, later, false, true, true));

        assertThat(verdict.inFlight()).isEqualTo(1);
        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void at_most_twenty_corrupted_records_are_described() {
        Planted table = table().changing(Fact.Row.class, row -> place(row).offset() < 10, row -> priced(row, "0"));
        AuditVerdict verdict = AuditChecker.judge(seen(table));

        assertThat(verdict.found().get(Finding.CORRUPTED).count()).isEqualTo(30);
        assertThat(verdict.damage()).hasSize(20);
    }

    private static Planted table() {
        return trial(Lane.FLINK, SinkMode.APPEND, Fault.NONE);
    }

    private static Verdict verdict(Planted table) {
        return AuditChecker.judge(seen(table)).verdict();
    }

    private static Observation seen(Planted table) {
        return seen(table, BEGINNING, Planted.ends(), false, true, true);
    }

    private static Observation seen(
            Planted table,
            Map<Integer, Long> firsts,
            Map<Integer, Long> later,
            boolean recreated,
            boolean timed,
            boolean letters) {
        History history = table.history();
        Reference topic = new Reference(history);
        Map<Position, Optional<Columns>> wanted = topic.wanted();
        Map<Position, Observation.Malformed> malformed = new HashMap<>();
        wanted.forEach((at, row) -> {
            if (row.isEmpty()) {
                malformed.put(
                        at, new Observation.Malformed(topic.raw().getOrDefault(at, "bytes"), "price is not a number"));
            }
        });
        if (!timed) {
            wanted.replaceAll((at, row) -> row.map(columns -> columns.without(TickColumns.KAFKA_TIMESTAMP)));
        }
        return new Observation(
                "prices",
                "public.prices",
                firsts,
                Planted.ends(),
                Planted.ends(),
                later,
                false,
                recreated,
                letters,
                wanted,
                malformed,
                history.rows(table.subject(), Read.B),
                history.deadLetters(table.subject(), Read.B));
    }

    private static Observation seen(Planted table, Map<Integer, Long> highs, boolean compacted) {
        Observation seen = seen(table);
        return new Observation(
                seen.topic(),
                seen.table(),
                seen.firsts(),
                seen.ends(),
                highs,
                seen.later(),
                compacted,
                seen.recreated(),
                seen.letters(),
                seen.wanted(),
                seen.malformed(),
                seen.rows(),
                seen.deadLetters());
    }

    private static Fact.Row untimed(Fact.Row row) {
        TickColumns held = columns(row);
        return holding(row, new TickColumns(held.symbol(), held.price(), held.user(), held.timestamp(), null));
    }

    private static Fact.Row priced(Fact.Row row, String price) {
        TickColumns held = columns(row);
        return holding(row, new TickColumns(held.symbol(), price, held.user(), held.timestamp(), held.ts()));
    }
}
