package io.twinstream.lab.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A job on the cluster. */
public final class FlinkJobHandle {

    /** A job's state, as Flink names it. */
    public enum State {
        INITIALIZING,
        CREATED,
        RUNNING,
        FAILING,
        FAILED,
        CANCELLING,
        CANCELED,
        FINISHED,
        RESTARTING,
        SUSPENDED,
        RECONCILING;

        /** Whether the job will never run again. */
        public boolean isTerminal() {
            return this == FAILED || this == CANCELED || this == FINISHED;
        }
    }

    private final String id;
    private final FlinkRest rest;

    FlinkJobHandle(String id, FlinkRest rest) {
        this.id = id;
        this.rest = rest;
    }

    public String id() {
        return id;
    }

    public State state() {
        return State.valueOf(job().path("state").asText());
    }

    /** How often the job's tasks were started again: the highest attempt of any of them, 0 at first. */
    public int attempt() {
        int attempt = 0;
        for (JsonNode vertex : job().path("vertices")) {
            for (JsonNode subtask : subtasks(vertex)) {
                attempt = Math.max(attempt, subtask.path("attempt").asInt());
            }
        }
        return attempt;
    }

    /** The ids of the task managers that hold its subtasks. */
    public Set<String> taskManagers() {
        Set<String> ids = new TreeSet<>();
        for (JsonNode vertex : job().path("vertices")) {
            for (JsonNode subtask : subtasks(vertex)) {
                ids.add(subtask.path("taskmanager-id").asText());
            }
        }
        return ids;
    }

    private int completedCheckpoints() {
        return checkpoints().path("counts").path("completed").asInt();
    }

    /** Whether a checkpoint has completed that was begun after this time, in milliseconds since the epoch. */
    public boolean hasCheckpointBegunAfter(long millis) {
        return checkpoints()
                        .path("latest")
                        .path("completed")
                        .path("trigger_timestamp")
                        .asLong()
                > millis;
    }

    /** The checkpoint that the job was restored from last; empty if it never was. */
    public OptionalLong restoredCheckpoint() {
        JsonNode restored = checkpoints().path("latest").path("restored");
        return restored.hasNonNull("id") ? OptionalLong.of(restored.path("id").asLong()) : OptionalLong.empty();
    }

    /** How long its completed checkpoints took from trigger to completion: their median. */
    Duration medianCheckpoint() {
        return Duration.ofMillis(checkpoints()
                .path("summary")
                .path("end_to_end_duration")
                .path("p50")
                .asLong());
    }

    /** The innermost cause of the last failure, in one line; empty text if there was none. */
    public String lastFailure() {
        String trace = rest.get("/jobs/" + id + "/exceptions")
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText("");
        return trace.isEmpty() ? "" : StackTraces.rootCause(trace);
    }

    /**
     * Returns when a first checkpoint has completed. That the job is in state RUNNING says nothing yet about its tasks; a completed
     * checkpoint does. Once all tasks run one is asked for: the first of the job's own comes at a random time within an interval, which
     * may be long.
     *
     * @throws EnvironmentException if the job ends or the deadline passes before; the message has the cause of the last failure
     */
    public void awaitFirstCheckpoint(Duration deadline) {
        AtomicBoolean asked = new AtomicBoolean();
        await("complete a checkpoint", deadline, () -> {
            if (state().isTerminal()) {
                throw new EnvironmentException("Flink job " + id + " is " + state() + ": " + lastFailure());
            }
            if (everyTaskRuns() && asked.compareAndSet(false, true)) {
                rest.post("/jobs/" + id + "/checkpoints", Map.of());
            }
            return completedCheckpoints() > 0;
        });
    }

    private boolean everyTaskRuns() {
        JsonNode vertices = job().path("vertices");
        for (JsonNode vertex : vertices) {
            if (vertex.path("tasks").path("RUNNING").asInt()
                    < vertex.path("parallelism").asInt()) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }

    /** Cancels the job and returns when it is ended. A job that has ended already is left as it is. */
    public void cancel(Duration deadline) {
        if (!state().isTerminal()) {
            rest.patch("/jobs/" + id + "?mode=cancel");
            await("end", deadline, () -> state().isTerminal());
        }
    }

    private void await(String what, Duration deadline, Callable<Boolean> probe) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(deadline)
                    .until(probe);
        } catch (ConditionTimeoutException e) {
            throw new EnvironmentException(
                    "Flink job " + id + " did not " + what + " within " + deadline.toSeconds() + " s; it is " + state()
                            + ", its last failure: " + (lastFailure().isEmpty() ? "none." : lastFailure()),
                    e);
        }
    }

    private JsonNode job() {
        return rest.get("/jobs/" + id);
    }

    private JsonNode checkpoints() {
        return rest.get("/jobs/" + id + "/checkpoints");
    }

    private JsonNode subtasks(JsonNode vertex) {
        return rest.get("/jobs/" + id + "/vertices/" + vertex.path("id").asText())
                .path("subtasks");
    }
}
