package io.twinstream.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.experiment.Contract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaneTest {

    @ParameterizedTest
    @EnumSource
    void a_lane_is_found_by_its_id(Lane lane) {
        assertThat(Lane.of(lane.id())).isEqualTo(lane);
    }

    @Test
    void an_unknown_lane_is_told_those_that_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lane.of("storm"))
                .withMessage("There is no lane 'storm'; the lanes are flink, flink-sql, spark, spark-realtime, floor.");
    }

    @ParameterizedTest
    @EnumSource
    void a_lane_promises_no_duplicates_where_its_table_has_a_key_and_only_there(Lane lane) {
        assertThat(lane.sinks())
                .allSatisfy(sink -> assertThat(Contract.of(lane, sink).duplicates() == Contract.Duplicates.NONE)
                        .isEqualTo(lane.keyed(sink)));
    }

    @Test
    void a_sink_mode_that_a_lane_lacks_has_no_contract() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contract.of(Lane.FLINK_SQL, SinkMode.UPSERT))
                .withMessage("Lane flink-sql has no sink mode UPSERT; it has [APPEND].");
    }
}
