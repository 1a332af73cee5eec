package io.twinstream.lab.server;

import io.twinstream.experiment.Given;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Which task managers have had a job in an earlier trial: their compilers have seen its code. */
final class TaskManagerWarmth {

    private volatile boolean used;
    private volatile Set<String> warm = Set.of();

    /** A job was handed to the cluster. */
    void submitted() {
        used = true;
    }

    /** A trial begins, and these are there from the one before it. */
    void begin(Collection<String> there) {
        warm = used ? Set.copyOf(there) : Set.of();
    }

    /** What a job is given that comes next to these. */
    Map<Given, String> given(Collection<String> taskManagers) {
        long known = taskManagers.stream().filter(warm::contains).count();
        return Map.of(
                Given.PARALLELISM,
                "3",
                Given.HEAP,
                FlinkSettings.TASK_MANAGER_HEAP + " a task manager",
                Given.COLLECTOR,
                "the JVM's own choice",
                Given.JVM,
                known + " of " + taskManagers.size() + " task managers warm from earlier trials",
                Given.COUNTED,
                "job manager and task managers");
    }
}
