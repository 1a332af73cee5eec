package io.twinstream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lane.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureTest {

    private static final Exposure UPSERT = new Exposure(Subject.of("spark/UPSERT"), 0, false);

    @Test
    void what_reads_nothing_again_alone_was_put_to_no_test() {
        assertThat(UPSERT.in(List.of(UPSERT))).isFalse();
    }

    @Test
    void rows_that_were_found_there_already_are_a_test() {
        Exposure replayed = new Exposure(Subject.of("spark/UPSERT"), 1, false);

        assertThat(replayed.in(List.of(replayed))).isTrue();
    }

    @Test
    void what_was_damaged_was_exposed() {
        Exposure damaged = new Exposure(Subject.of("spark/APPEND"), 0, true);

        assertThat(damaged.in(List.of(damaged))).isTrue();
    }

    @Test
    void a_control_is_another_sink_mode_of_the_same_lane() {
        assertThat(UPSERT.in(List.of(UPSERT, new Exposure(Subject.of("spark/APPEND"), 0, true))))
                .isTrue();
        assertThat(UPSERT.in(List.of(UPSERT, new Exposure(Subject.of("spark/APPEND"), 0, false))))
                .isFalse();
        assertThat(UPSERT.in(List.of(UPSERT, new Exposure(Subject.of("flink/APPEND"), 0, true))))
                .as("another engine read again, and this one may not have")
                .isFalse();
    }
}
