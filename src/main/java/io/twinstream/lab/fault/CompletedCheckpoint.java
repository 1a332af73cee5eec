package io.twinstream.lab.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The moment in which a job's tasks are notified that a checkpoint is complete: it is then that the Kafka source
 * commits the offsets of the checkpoint to its consumer group. Once they have changed, all task managers stand still;
 * should a transaction be prepared just then, it is {@link PreparedWindow} and not this moment, or should the next
 * checkpoint be under way, as it is where one took longer than the time between two, and that after it is waited for.
 */
public final class CompletedCheckpoint implements Moment {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final String name;
    private final HeldTaskManagers taskManagers = new HeldTaskManagers();

    private CompletedCheckpoint(String name) {
        this.name = name;
    }

    /** The tasks of this subject's job were notified of a completed checkpoint, and every task manager stands still. */
    public static Moment checkpointCompleted(String name) {
        return new CompletedCheckpoint(name);
    }

    @Override
    public String text() {
        return "the tasks of " + name + " are notified of a completed checkpoint";
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public void await(Scene scene) throws Exception {
        Moments.rowsVisible(1_000).await(scene);
        MakesProgress lane = scene.victim(name).require(MakesProgress.class);
        awaitCheckpoint(lane);
        taskManagers.hold(scene);
        long giveUp = System.nanoTime() + DEADLINE.toNanos();
        while (isAnyPrepared(scene) || isNextUnderWay(scene)) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(
                        "In " + DEADLINE.toMinutes()
                                + " min a transaction was prepared or the next one under way after each checkpoint that completed.");
            }
            taskManagers.release();
            awaitCheckpoint(lane);
            taskManagers.hold(scene);
        }
    }

    private void awaitCheckpoint(MakesProgress lane) {
        Map<Integer, Long> before = lane.durableOffsets();
        Awaitility.await(text())
                .atMost(DEADLINE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !lane.durableOffsets().equals(before));
    }

    private boolean isNextUnderWay(Scene scene) {
        return scene.environment()
                .flink()
                .isCheckpointUnderWay(scene.victim(name).place());
    }

    private static boolean isAnyPrepared(Scene scene) throws SQLException {
        try (Connection connection = scene.environment().database().connect();
                Statement statement = connection.createStatement()) {
            return PreparedWindow.count(statement, "pg_prepared_xacts") > 0;
        }
    }

    @Override
    public void release() {
        taskManagers.release();
    }
}
