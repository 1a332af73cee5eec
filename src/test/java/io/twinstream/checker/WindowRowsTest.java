package io.twinstream.checker;

import static io.twinstream.checker.Planted.at;
import static io.twinstream.checker.Planted.holding;
import static io.twinstream.checker.Planted.moved;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Identity;
import io.twinstream.history.Value;
import io.twinstream.history.Values;
import io.twinstream.history.WindowKey;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A table of windows is judged by what judges a table of ticks. Of each second of the planted trial there is a window
 * of 100 ticks, and the table holds a row of each.
 */
class WindowRowsTest {

    private static final List<WindowKey> WINDOWS = List.of(window(0), window(1), window(2));

    @Test
    void every_window_in_the_table_once_is_valid_and_compared_by_value() {
        DeliveryVerdict verdict = judged(table());

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.records()).isEqualTo(3);
        assertThat(verdict.rows()).isEqualTo(3);
        assertThat(verdict.found().values()).allMatch(Identities::isEmpty);
    }

    @Test
    void a_window_without_a_row_is_lost() {
        DeliveryVerdict verdict = judged(table().without(Fact.Row.class, WindowRowsTest::isOfTheSecond));

        assertFound(verdict, Finding.LOST, window(1));
        assertThat(verdict.reasons())
                .containsExactly("flink/APPEND lost 1 of 3 windows: "
                        + "tumbling BTC-USD window 2023-11-14T22:13:21Z/2023-11-14T22:13:22Z, last seen in the topic");
    }

    @Test
    void two_rows_of_a_window_are_a_duplicate() {
        Planted table = table();
        DeliveryVerdict verdict = judged(table.with(row(table, window(1), columns(100, "8.50"))));

        assertFound(verdict, Finding.DUPLICATED, window(1));
        assertThat(verdict.surplus()).isEqualTo(1);
        assertThat(verdict.reasons().get(0)).startsWith("flink/APPEND duplicated 1 of 3 windows: tumbling BTC-USD ");
    }

    @Test
    void a_row_of_a_window_that_is_not_expected_is_unexpected() {
        Planted table = table();
        WindowKey longer = new WindowKey(
                "tumbling", "BTC-USD", window(1).start(), window(2).end());

        assertFound(judged(table.with(row(table, longer, columns(100, "8.5")))), Finding.UNEXPECTED, longer);
    }

    @Test
    void a_row_of_a_tick_in_a_table_of_windows_is_unexpected() {
        Planted table = table();

        assertFound(judged(table.with(table.row(0, Read.A), table.row(0, Read.B))), Finding.UNEXPECTED, at(0));
    }

    @Test
    void a_row_of_a_window_in_a_table_of_ticks_is_unexpected() {
        Planted ticks = trial(Lane.FLINK, SinkMode.APPEND, Fault.NONE);
        ticks.with(moved(ticks.row(0, Read.A), window(0)), moved(ticks.row(0, Read.B), window(0)));

        assertFound(ticks.judged(), Finding.UNEXPECTED, window(0));
    }

    @Test
    void a_column_of_another_value_is_corrupted_and_named() {
        assertCorrupted(columns(99, "8.5"), "count is 99, not 100");
        assertCorrupted(columns(100, "8.49"), "sum is 8.49, not 8.5");
        assertCorrupted(columns(100, "NaN"), "sum is NaN, not 8.5");
        assertCorrupted(columns(100, null), "sum is null, not 8.5");
        assertCorrupted(columns(100, "8.5", "you", wall(0)), "user is you, not me");
        assertCorrupted(columns(100, "8.5", null, wall(0)), "user is null, not me");
        assertCorrupted(
                columns(100, "8.5", "me", wall(1)), "first in microseconds is 1700000000000001, not 1700000000000000");
        assertCorrupted(Values.of(Value.whole("count", 100L)), "it has no sum");
    }

    @Test
    void columns_are_found_by_name_and_those_that_are_not_wanted_are_not_compared() {
        Values turned = Values.of(
                Value.text("more", "x"),
                Value.instant("first", wall(0)),
                Value.text("user", "me"),
                Value.decimal("sum", "850E-2"),
                new Value("count", Value.Type.WHOLE, "0100"));

        assertThat(judged(holdingInTheSecond(turned)).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void what_should_have_no_row_and_has_one_is_corrupted() {
        Planted table = table();
        Map<Identity, Optional<Columns>> expected = expected();
        expected.put(window(1), Optional.empty());
        DeliveryVerdict verdict = DeliveryChecker.judge(table.history(), table.subject(), expected);

        assertFound(verdict, Finding.CORRUPTED, window(1));
    }

    @Test
    void a_window_that_became_visible_while_the_lane_was_stopped_is_named() {
        Planted table = table().without(Fact.Row.class, row -> row.read() == Read.A && isOfTheSecond(row));
        DeliveryVerdict verdict = judged(table);

        assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
        assertThat(verdict.found(Finding.APPEARED_AT_STOP)).isEqualTo(Identities.of(List.of(window(1))));
    }

    private static Planted table() {
        Planted table = trial(Lane.FLINK, SinkMode.APPEND, Fault.NONE).without(Fact.Row.class, row -> true);
        for (WindowKey window : WINDOWS) {
            Fact.Row row = row(table, window, columns(100, "8.50"));
            table.with(row, new Fact.Row(row.t(), row.m(), row.subject(), Read.A, window, row.columns(), null));
        }
        return table;
    }

    private static Fact.Row row(Planted table, WindowKey window, Columns columns) {
        return holding(moved(table.row(0, Read.B), window), columns);
    }

    private static Planted holdingInTheSecond(Columns columns) {
        return table().changing(Fact.Row.class, WindowRowsTest::isOfTheSecond, row -> holding(row, columns));
    }

    private static boolean isOfTheSecond(Fact.Row row) {
        return row.identity().equals(window(1));
    }

    private static Map<Identity, Optional<Columns>> expected() {
        return WINDOWS.stream().collect(Collectors.toMap(window -> window, window -> Optional.of(columns(100, "8.5"))));
    }

    private static DeliveryVerdict judged(Planted table) {
        return DeliveryChecker.judge(table.history(), table.subject(), expected());
    }

    private static WindowKey window(int second) {
        return new WindowKey("tumbling", "BTC-USD", wall(second * 1_000_000L), wall((second + 1) * 1_000_000L));
    }

    private static Columns columns(long count, String sum) {
        return columns(count, sum, "me", wall(0));
    }

    private static Columns columns(long count, String sum, String user, long first) {
        return Values.of(
                Value.whole("count", count),
                Value.decimal("sum", sum),
                Value.text("user", user),
                Value.instant("first", first));
    }

    private static void assertCorrupted(Columns columns, String how) {
        DeliveryVerdict verdict = judged(holdingInTheSecond(columns));

        assertFound(verdict, Finding.CORRUPTED, window(1));
        assertThat(verdict.reasons().get(0))
                .startsWith("flink/APPEND corrupted 1 of 3 windows: ")
                .endsWith(", of the first " + how);
    }

    private static void assertFound(DeliveryVerdict verdict, Finding finding, Identity... which) {
        assertThat(verdict.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.found(finding)).isEqualTo(Identities.of(Arrays.asList(which)));
        assertThat(Stream.of(Finding.values())
                        .filter(each -> !verdict.found(each).isEmpty()))
                .filteredOn(each -> each != Finding.APPEARED_AT_STOP)
                .containsExactly(finding);
    }
}
