package io.twinstream.lab.fault;

import io.twinstream.feed.PriceTopic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** The moments that a fault can wait for. */
public final class Moments {

    private static final Duration DEADLINE = Duration.ofMinutes(4);

    private Moments() {}

    /** Every lane has made so many rows visible. */
    public static Moment rowsVisible(long rows) {
        return new Waiting(rows + " rows visible", false, scene -> all(scene, victim -> victim.rowsVisible() >= rows));
    }

    /** Every lane has shown rows for so long: what a recovery is measured against. */
    public static Moment rowsVisibleFor(Duration time) {
        return new Waiting("rows visible for " + time.toSeconds() + " s", false, scene -> {
            all(scene, victim -> victim.rowsVisible() > 0);
            Scene.last(time);
        });
    }

    /**
     * This lane shows so many rows that its durable progress does not cover; the others show rows. It has just made progress durable, so
     * that the next time is an interval away: done in the instant before the fault, it would leave nothing to double.
     */
    public static Moment rowsUncovered(String name, long rows) {
        return new Waiting(rows + " rows of " + name + " visible and not covered", true, scene -> {
            all(scene, victim -> victim.rowsVisible() > 0);
            Victim control = scene.victim(name);
            Map<Integer, Long> before = control.durableOffsets();
            all(scene, victim -> !victim.equals(control) || isBeyond(before, control.durableOffsets()));
            all(scene, victim -> !victim.equals(control) || control.rowsUncovered() >= rows);
        });
    }

    /** In every partition: each of a job's sources commits those of its own, a moment before or after the others. */
    private static boolean isBeyond(Map<Integer, Long> before, Map<Integer, Long> now) {
        return IntStream.range(0, PriceTopic.PARTITIONS)
                .allMatch(partition -> now.getOrDefault(partition, 0L) > before.getOrDefault(partition, 0L));
    }

    private interface Wait {
        void on(Scene scene) throws Exception;
    }

    private record Waiting(String text, boolean exact, Wait forIt) implements Moment {

        @Override
        public void await(Scene scene) throws Exception {
            forIt.on(scene);
        }
    }

    private interface Question {
        boolean about(Victim victim) throws SQLException;
    }

    private static void all(Scene scene, Question question) {
        Predicate<Victim> asked = victim -> {
            try {
                return question.about(victim);
            } catch (SQLException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        };
        Awaitility.await("every lane to come so far that a fault makes sense")
                .atMost(DEADLINE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> scene.victims().stream().allMatch(asked));
    }
}
