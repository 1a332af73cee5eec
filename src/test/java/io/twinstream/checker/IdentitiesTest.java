package io.twinstream.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.history.Position;
import io.twinstream.history.WindowKey;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    @Test
    void neighbours_are_one_run() {
        Identities offsets = Identities.of(List.of(at(0, 5013), at(0, 5011), at(0, 5012)));

        assertThat(offsets.text("crypto_prices-7f3a")).isEqualTo("crypto_prices-7f3a-0 offsets 5011..5013");
        assertThat(offsets.count()).isEqualTo(3);
    }

    @Test
    void a_gap_or_another_partition_begins_a_new_run() {
        Identities offsets = Identities.of(List.of(at(0, 1), at(0, 2), at(0, 4), at(1, 5), at(2, 6), at(2, 8)));

        assertThat(offsets.text("t")).isEqualTo("t-0 offsets 1..2, 4; t-1 offset 5; t-2 offsets 6, 8");
    }

    @Test
    void a_record_is_counted_once() {
        assertThat(Identities.of(List.of(at(0, 1), at(0, 1))).count()).isEqualTo(1);
    }

    @Test
    void only_twenty_runs_are_named_and_the_others_counted() {
        Identities twenty = Identities.of(apart(20));
        Identities twentyOne = Identities.of(apart(21));
        Identities more = Identities.of(apart(25));

        assertThat(twenty.text("t")).endsWith("36, 38");
        assertThat(twentyOne.text("t")).endsWith("36, 38; and 1 more run");
        assertThat(more.text("t")).endsWith("36, 38; and 5 more runs");
        assertThat(more.count()).isEqualTo(25);
    }

    @Test
    void nothing_is_empty() {
        assertThat(Identities.of(List.of())).isEqualTo(Identities.NONE).matches(Identities::isEmpty);
        assertThat(Identities.of(List.of(at(0, 0))).isEmpty()).isFalse();
    }

    @Test
    void a_window_is_named_by_its_key_and_by_itself() {
        Identities windows = Identities.of(List.of(window("ETH-USD", 1), window("BTC-USD", 1), window("BTC-USD", 0)));

        assertThat(windows.count()).isEqualTo(3);
        assertThat(windows.noun()).isEqualTo("windows");
        assertThat(windows.text("t"))
                .isEqualTo("tumbling BTC-USD windows 1970-01-01T00:00:00Z/1970-01-01T00:01:00Z, "
                        + "1970-01-01T00:01:00Z/1970-01-01T00:02:00Z; "
                        + "tumbling ETH-USD window 1970-01-01T00:01:00Z/1970-01-01T00:02:00Z");
    }

    @Test
    void positions_come_before_windows() {
        Identities both = Identities.of(List.of(window("BTC-USD", 0), at(9, 2), at(9, 1)));

        assertThat(both.text("t"))
                .isEqualTo("t-9 offsets 1..2; tumbling BTC-USD window 1970-01-01T00:00:00Z/1970-01-01T00:01:00Z");
        assertThat(window("BTC-USD", 0).compareTo(at(9, 2))).isPositive();
        assertThat(at(9, 2).compareTo(window("BTC-USD", 0))).isNegative();
        assertThat(at(9, 2).text("t")).isEqualTo("t-9 offset 2");
        assertThat(window("BTC-USD", 0).text("t"))
                .isEqualTo("tumbling BTC-USD window 1970-01-01T00:00:00Z/1970-01-01T00:01:00Z");
    }

    @Test
    void windows_differ_by_kind_symbol_start_and_end() {
        WindowKey key = new WindowKey("b", "b", 5, 7);

        assertThat(List.of(
                        new WindowKey("a", "c", 6, 8),
                        new WindowKey("b", "a", 6, 8),
                        new WindowKey("b", "b", 4, 8),
                        new WindowKey("b", "b", 5, 6)))
                .allSatisfy(less -> assertThat(less.compareTo(key)).isNegative())
                .allSatisfy(less -> assertThat(key.compareTo(less)).isPositive());
        assertThat(key.compareTo(new WindowKey("b", "b", 5, 7))).isZero();
    }

    private static WindowKey window(String symbol, long minute) {
        return new WindowKey("tumbling", symbol, minute * 60_000_000, (minute + 1) * 60_000_000);
    }

    private static List<Position> apart(int offsets) {
        Stream<Position> positions = IntStream.range(0, offsets).mapToObj(n -> at(0, 2L * n));
        return positions.toList();
    }

    private static Position at(int partition, long offset) {
        return new Position(partition, offset);
    }
}
