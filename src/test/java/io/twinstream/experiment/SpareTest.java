package io.twinstream.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.lane.Lane;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpareTest {

    @ParameterizedTest
    @EnumSource
    void a_spare_is_found_by_what_it_is_printed_as(Spare spare) {
        assertThat(Spare.of(spare.toString())).isEqualTo(spare);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WITH", "yes"})
    void another_text_is_refused_and_both_are_named(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spare.of(text))
                .withMessage("'" + text + "' is no spare; it is with or none.");
    }

    @Test
    void where_none_was_recorded_flink_had_one_and_no_other_lane() {
        assertThat(List.of(Lane.FLINK, Lane.FLINK_SQL))
                .allSatisfy(lane -> assertThat(Spare.in(Map.of(), lane)).isEqualTo(Spare.WITH));
        assertThat(List.of(Lane.SPARK, Lane.SPARK_REALTIME, Lane.FLOOR))
                .allSatisfy(lane -> assertThat(Spare.recorded("", lane)).isEqualTo(Spare.NONE));
        assertThat(Spare.in(Map.of(Spare.KEY, "none"), Lane.FLINK)).isEqualTo(Spare.NONE);
        assertThat(Spare.in(Map.of(Spare.KEY, "with"), Lane.SPARK)).isEqualTo(Spare.WITH);
    }

    @Test
    void only_a_killed_worker_is_taken_over_from() {
        assertThat(Fault.values()).filteredOn(Fault::endsAWorker).containsExactly(Fault.WORKER_KILL);
    }
}
