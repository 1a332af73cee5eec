package io.twinstream.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanesTest {

    static List<LaneDescriptor> lanes() {
        return Lanes.all();
    }

    @Test
    void the_lanes_of_the_matrix_come_in_the_order_of_their_list() {
        assertThat(Lanes.all())
                .extracting(LaneDescriptor::lane)
                .containsExactly(Lane.FLINK, Lane.FLINK_SQL, Lane.SPARK, Lane.SPARK_REALTIME, Lane.FLOOR);
        assertThat(Stream.of("storm", "floor", "spark", "flink").map(Lane::of).sorted(Lanes.ORDER))
                .map(Lane::id)
                .containsExactly("flink", "spark", "floor", "storm");
    }

    @Test
    void subjects_are_in_the_order_of_lanes_and_sink_modes() {
        assertThat(Lanes.subjects())
                .isSortedAccordingTo(Lanes.SUBJECTS)
                .map(Subject::name)
                .containsExactly(
                        "flink/APPEND",
                        "flink/UPSERT",
                        "flink/TRANSACTIONAL",
                        "flink/LEDGER",
                        "flink-sql/APPEND",
                        "spark/APPEND",
                        "spark/UPSERT",
                        "spark/TRANSACTIONAL",
                        "spark/LEDGER",
                        "spark-realtime/APPEND",
                        "spark-realtime/UPSERT",
                        "spark-realtime/LEDGER",
                        "floor/UPSERT");
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void a_lane_is_found_by_its_id(LaneDescriptor lane) {
        assertThat(Lanes.named(lane.lane().id())).isSameAs(lane).isSameAs(Lanes.of(lane.lane()));
    }

    @Test
    void an_unknown_lane_is_answered_with_those_that_there_are() {
        assertThat(Lanes.find(Lane.of("storm"))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lanes.named("storm"))
                .withMessage("There is no lane 'storm'; the lanes are flink, flink-sql, spark, spark-realtime, floor.");
    }

    @Test
    void a_sink_mode_that_a_lane_lacks_has_no_contract() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contract.of(Lane.FLINK_SQL, SinkMode.UPSERT))
                .withMessage("Lane flink-sql has no sink mode UPSERT; it has [APPEND].");
    }
}
