package io.twinstream.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.experiment.Load;
import io.twinstream.report.text.ConsoleTable.Line;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsoleTableTest {

    @Test
    void columns_are_aligned_and_what_is_not_known_is_a_dash() {
        LatencyProfile nothing = LatencyProfile.merged(List.of());
        String table = ConsoleTable.of(List.of(
                new Line(
                        "flink-sql",
                        "APPEND",
                        new Load.Ticks(500),
                        30_000,
                        Delivered.ONCE,
                        nothing,
                        OptionalDouble.of(12.34),
                        OptionalLong.of(700L << 20)),
                new Line(
                        "floor",
                        "UPSERT",
                        new Load.Ticks(5),
                        7,
                        Delivered.UNKNOWN,
                        nothing,
                        OptionalDouble.empty(),
                        OptionalLong.empty())));

        assertThat(table).isEqualTo("""
                lane       sink    load        rows  delivered  p50 ms  p99 ms  max ms  CPU s  peak MB
                flink-sql  APPEND  ticks 500  30000  ONCE            -       -       -   12.3      700
                floor      UPSERT  ticks 5        7  UNKNOWN         -       -       -      -        -
                """);
    }

    @Test
    void short_times_have_a_decimal() {
        assertThat(ConsoleTable.millis(1_340L)).isEqualTo("1.3");
        assertThat(ConsoleTable.millis(99_940L)).isEqualTo("99.9");
        assertThat(ConsoleTable.millis(17_855_400L)).isEqualTo("17855");
        assertThat(ConsoleTable.millis(null)).isEqualTo("-");
    }
}
