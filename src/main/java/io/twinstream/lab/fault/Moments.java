package io.twinstream.lab.fault;

import io.twinstream.feed.PriceTopic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** The moments that a fault can wait for. */
public final class Moments {

    private static final Duration DEADLINE = Duration.ofMinutes(4);

    private Moments() {}

    /** Every lane has made so many rows visible. */
    public static Moment rowsVisible(long rows) {
        return new Waiting(rows + " rows visible", false, scene -> all(scene, lane -> lane.rowsVisible() >= rows));
    }

    /** Every lane has shown rows for so long: what a recovery is measured against. */
    public static Moment rowsVisibleFor(Duration time) {
        return new Waiting("rows visible for " + time.toSeconds() + " s", false, scene -> {
            all(scene, lane -> lane.rowsVisible() > 0);
            Scene.last(time);
        });
    }

    /**
     * This lane shows so many rows that its durable progress does not cover; the others show rows. It has just made
     * progress durable, so that the next time is an interval away: done in the instant before the fault, it would leave
     * nothing to double.
     */
    public static Moment rowsUncovered(String name, long rows) {
        return new Waiting(rows + " rows of " + name + " visible and not covered", true, scene -> {
            all(scene, lane -> lane.rowsVisible() > 0);
            MakesProgress control = scene.victim(name).require(MakesProgress.class);
            Map<Integer, Long> before = control.durableOffsets();
            await(() -> isBeyond(before, control.durableOffsets()));
            ShowsRows table = scene.victim(name).require(ShowsRows.class);
            await(() -> table.rowsUncovered() >= rows);
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
        boolean about(ShowsRows lane) throws SQLException;
    }

    private static void all(Scene scene, Question question) {
        await(() -> {
            for (Victim victim : scene.victims()) {
                if (!question.about(victim.require(ShowsRows.class))) {
                    return false;
                }
            }
            return true;
        });
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await("every lane to come so far that a fault makes sense")
                .atMost(DEADLINE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
