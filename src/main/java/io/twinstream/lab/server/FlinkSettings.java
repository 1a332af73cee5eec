package io.twinstream.lab.server;

import io.twinstream.experiment.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cluster's {@code config.yaml}. */
final class FlinkSettings {

    static final String TASK_MANAGER_HEAP = "448m";

    /** What the distribution's scripts would work out from the memory settings below. */
    static final List<String> TASK_MANAGER_MEMORY = List.of(
            "-Xms" + TASK_MANAGER_HEAP,
            "-Xmx" + TASK_MANAGER_HEAP,
            "-XX:MaxDirectMemorySize=192m",
            "-XX:MaxMetaspaceSize=256m");

    private final Path folder;
    private final Settings engine;
    private final int rpc = Ports.next();
    private final int rest = Ports.next();
    private final int blob = Ports.next();

    FlinkSettings(Path folder, Settings engine) {
        this.folder = folder;
        this.engine = engine;
    }

    Path folder() {
        return folder;
    }

    List<Integer> ports() {
        return List.of(rpc, rest, blob);
    }

    String restAddress() {
        return "http://127.0.0.1:" + rest;
    }

    void write() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.yaml"), addresses() + MEMORY + COMMON + reaction(engine));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write Flink's settings to " + folder + ": " + e + ".", e);
        }
    }

    private String addresses() {
        return """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                blob.server.port: %d
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                web.upload.dir: %s
                io.tmp.dirs: %s
                execution.checkpointing.dir: %s
                """.formatted(
                        rpc,
                        rest,
                        blob,
                        folder.resolve("upload"),
                        folder.resolve("tmp"),
                        folder.resolve("checkpoints").toUri());
    }

    /** Every part is given: only the distribution's scripts work out the rest. */
    private static final String MEMORY = """
            taskmanager.numberOfTaskSlots: 12
            taskmanager.cpu.cores: 2.0
            taskmanager.memory.framework.heap.size: 64m
            taskmanager.memory.framework.off-heap.size: 64m
            taskmanager.memory.task.heap.size: 384m
            taskmanager.memory.task.off-heap.size: 64m
            taskmanager.memory.managed.size: 32m
            taskmanager.memory.network.min: 64m
            taskmanager.memory.network.max: 64m
            taskmanager.memory.jvm-metaspace.size: 256m
            taskmanager.memory.jvm-overhead.min: 128m
            taskmanager.memory.jvm-overhead.max: 128m
            """;

    /**
     * The state that is shown is that of now. Each job spreads over both task managers, so that the end of either is
     * felt by every job, and the other has room for all. Checkpoints outlive their job: one that loses its job manager
     * goes on from there.
     */
    private static final String COMMON = """
            web.refresh-interval: 100
            state.backend.type: hashmap
            taskmanager.load-balance.mode: SLOTS
            execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
            """;

    /** What does not depend on addresses and folders, and how often the jobs that are submitted take a checkpoint. */
    static Map<String, String> fixed(Settings engine) {
        Map<String, String> fixed = new TreeMap<>();
        (MEMORY + COMMON + reaction(engine)).lines().forEach(line -> {
            String[] words = line.split(": ", 2);
            fixed.put(words[0], words[1]);
        });
        fixed.put(
                "execution.checkpointing.interval unless a trial has its own",
                engine.checkpointInterval().toSeconds() + " s");
        return fixed;
    }

    /**
     * How fast the cluster finds itself, notices a death and starts tasks again; what is not set has Flink's own value.
     */
    private static String reaction(Settings engine) {
        Map<String, Object> set = new LinkedHashMap<>();
        engine.registration().ifPresent(registration -> {
            set.put("cluster.registration.initial-timeout", text(registration.initialTimeout()));
            set.put("cluster.registration.error-delay", text(registration.errorDelay()));
            set.put("cluster.registration.refused-registration-delay", text(registration.refusedDelay()));
        });
        Settings.Heartbeats heartbeats = engine.heartbeats();
        heartbeats.interval().ifPresent(interval -> set.put("heartbeat.interval", text(interval)));
        heartbeats.timeout().ifPresent(timeout -> set.put("heartbeat.timeout", text(timeout)));
        heartbeats.failures().ifPresent(failures -> set.put("heartbeat.rpc-failure-threshold", failures));
        engine.restarts().ifPresent(restarts -> {
            set.put("restart-strategy.type", "fixed-delay");
            set.put("restart-strategy.fixed-delay.attempts", restarts.attempts());
            set.put("restart-strategy.fixed-delay.delay", text(restarts.delay()));
        });
        StringBuilder lines = new StringBuilder();
        set.forEach((key, value) -> lines.append(key).append(": ").append(value).append('\n'));
        return lines.toString();
    }

    private static String text(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
