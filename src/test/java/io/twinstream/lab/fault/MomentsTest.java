package io.twinstream.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final Map<Integer, Long> NOTHING = Map.of();
    private static final Map<Integer, Long> BEFORE = Map.of(0, 200L, 1, 200L, 2, 200L);
    private static final Map<Integer, Long> HALF_TOLD = Map.of(0, 500L, 1, 500L, 2, 200L);
    private static final Map<Integer, Long> NEW = Map.of(0, 500L, 1, 500L, 2, 500L);

    @Test
    void rows_are_uncovered_soon_after_a_commit_and_not_just_before_one() throws Exception {
        Lane control = new Lane("flink/APPEND", List.of(BEFORE, BEFORE, HALF_TOLD, NEW, NEW), 2_500);
        Lane other = new Lane("flink/UPSERT", List.of(), 2_500);

        awaitUncovered(control, other);

        assertThat(control.asked).containsExactly(BEFORE, BEFORE, HALF_TOLD, NEW);
        assertThat(other.asked).isEmpty();
    }

    @Test
    void a_first_commit_that_is_reported_one_partition_after_the_other_is_waited_for_in_all() throws Exception {
        Lane control = new Lane("flink/APPEND", List.of(NOTHING, Map.of(1, 500L), NEW, NEW), 2_500);

        awaitUncovered(control);

        assertThat(control.asked).containsExactly(NOTHING, Map.of(1, 500L), NEW);
    }

    private static void awaitUncovered(Lane control, Lane... others) throws Exception {
        List<Lane> lanes = new ArrayList<>(List.of(others));
        lanes.add(control);
        Moments.rowsUncovered(control.name(), 1_000).await(new Scene(lanes, Fault.WORKER_KILL, 1, fact -> {}));
    }

    /** It shows so many rows, and each time that it is asked what is durable answers with the next of these. */
    private static final class Lane implements Victim, ShowsRows, MakesProgress {

        private final String name;
        private final List<Map<Integer, Long>> durable;
        private final long visible;
        private final List<Map<Integer, Long>> asked = new ArrayList<>();

        private Lane(String name, List<Map<Integer, Long>> durable, long visible) {
            this.name = name;
            this.durable = durable;
            this.visible = visible;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Map<Integer, Long> durableOffsets() {
            asked.add(durable.get(asked.size()));
            return asked.get(asked.size() - 1);
        }

        @Override
        public long rowsVisible() {
            return visible;
        }

        @Override
        public long rowsUncovered() {
            return visible
                    - asked.get(asked.size() - 1).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
        }

        @Override
        public String place() {
            return "t1_lane";
        }

        @Override
        public String table() {
            return "rows";
        }

        @Override
        public Duration commitInterval() {
            return Duration.ofSeconds(1);
        }
    }
}
