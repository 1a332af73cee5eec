package io.twinstream.lab.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Lanes;
import org.junit.jupiter.api.Test;

class FloorLaneTest {

    @Test
    void the_lane_promises_no_duplicates_where_its_table_has_a_key_and_only_there() {
        LaneDescriptor lane = Lanes.of(FloorLane.PROGRAM.lane());

        assertThat(lane.sinks())
                .isEqualTo(FloorLane.PROGRAM.sinks())
                .allSatisfy(sink -> assertThat(lane.contract(sink).duplicates() == Contract.Duplicates.NONE)
                        .isEqualTo(FloorLane.PROGRAM.keyed().contains(sink)));
    }
}
