package io.twinstream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.cell.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void rows_are_uncovered_soon_after_progress_was_made_durable_and_not_just_before_it_is() throws Exception {
        Lane control = new Lane("flink/APPEND", List.of(0L, 0L, 0L, 1_500L, 1_500L, 1_500L), 2_500);
        Lane other = new Lane("flink/UPSERT", List.of(0L), 2_500);

        Moments.rowsUncovered(control.name(), 1_000)
                .await(new Scene(null, List.of(other, control), Fault.WORKER_KILL, null, 1, fact -> {}));

        assertThat(control.asked).containsExactly(0L, 0L, 0L, 1_500L);
        assertThat(other.asked).isEmpty();
    }

    /** It shows so many rows of its only partition, and each time that it is asked answers with the next of these offsets. */
    private static final class Lane implements Victim {

        private final String name;
        private final List<Long> durable;
        private final long visible;
        private final List<Long> asked = new ArrayList<>();

        private Lane(String name, List<Long> durable, long visible) {
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
            return Map.of(0, asked.get(asked.size() - 1));
        }

        @Override
        public long rowsVisible() {
            return visible;
        }

        @Override
        public long rowsUncovered() {
            return visible - asked.get(asked.size() - 1);
        }

        @Override
        public String place() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String table() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration commitInterval() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Member> workers() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Member> coordinator() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Member> coordinatorBetweenCommits() {
            throw new UnsupportedOperationException();
        }

        @Override
        public BooleanSupplier refuseProgress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> life() {
            throw new UnsupportedOperationException();
        }
    }
}
