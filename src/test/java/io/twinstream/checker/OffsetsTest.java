package io.twinstream.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OffsetsTest {

    @Test
    void neighbours_are_one_run() {
        Offsets offsets = Offsets.of(List.of(at(0, 5013), at(0, 5011), at(0, 5012)));

        assertThat(offsets.text("crypto_prices-7f3a")).isEqualTo("crypto_prices-7f3a-0 offsets 5011..5013");
        assertThat(offsets.count()).isEqualTo(3);
    }

    @Test
    void a_gap_or_another_partition_begins_a_new_run() {
        Offsets offsets = Offsets.of(List.of(at(0, 1), at(0, 2), at(0, 4), at(1, 5), at(2, 6), at(2, 8)));

        assertThat(offsets.text("t")).isEqualTo("t-0 offsets 1..2, 4; t-1 offset 5; t-2 offsets 6, 8");
    }

    @Test
    void a_record_is_counted_once() {
        assertThat(Offsets.of(List.of(at(0, 1), at(0, 1))).count()).isEqualTo(1);
    }

    @Test
    void only_twenty_runs_are_named_and_the_others_counted() {
        Offsets twenty = Offsets.of(apart(20));
        Offsets twentyOne = Offsets.of(apart(21));
        Offsets more = Offsets.of(apart(25));

        assertThat(twenty.text("t")).endsWith("36, 38");
        assertThat(twentyOne.text("t")).endsWith("36, 38; and 1 more run");
        assertThat(more.text("t")).endsWith("36, 38; and 5 more runs");
        assertThat(more.count()).isEqualTo(25);
    }

    @Test
    void nothing_is_empty() {
        assertThat(Offsets.of(List.of())).isEqualTo(Offsets.NONE).matches(Offsets::isEmpty);
        assertThat(Offsets.of(List.of(at(0, 0))).isEmpty()).isFalse();
    }

    private static List<Position> apart(int offsets) {
        Stream<Position> positions = IntStream.range(0, offsets).mapToObj(n -> at(0, 2L * n));
        return positions.toList();
    }

    private static Position at(int partition, long offset) {
        return new Position(partition, offset);
    }
}
