package io.twinstream.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTest {

    @Test
    void a_lane_is_found_by_its_id_in_any_case() {
        assertThat(Lane.of("Flink-SQL")).isEqualTo(Lane.FLINK_SQL).hasToString("flink-sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "flink/UPSERT", "flink sql", "9lives", "flink--sql", "flink-", "FLINK", "flink_sql"})
    void what_cannot_stand_in_the_name_of_a_schema_or_a_file_names_no_lane(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lane(id))
                .withMessageStartingWith("'" + id + "' cannot name a lane; ");
    }
}
