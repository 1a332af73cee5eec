package io.twinstream.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cluster's {@code config.yaml}. */
final class FlinkSettings {

    /** What the distribution's scripts would work out from the memory settings below. */
    static final List<String> TASK_MANAGER_MEMORY =
            List.of("-Xms448m", "-Xmx448m", "-XX:MaxDirectMemorySize=192m", "-XX:MaxMetaspaceSize=256m");

    private final Path folder;
    private final EngineSettings engine;
    private final int rpc = Ports.next();
    private final int rest = Ports.next();
    private final int blob = Ports.next();

    FlinkSettings(Path folder, EngineSettings engine) {
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
    static Map<String, String> fixed(EngineSettings engine) {
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

    private static String reaction(EngineSettings engine) {
        return (engine == EngineSettings.ORIGINAL ? "" : REGISTRATION) + heartbeats(engine) + restarts(engine);
    }

    private static String heartbeats(EngineSettings engine) {
        return switch (engine) {
            case TUNED, DEFAULT_RESTARTS, ORIGINAL_COMMITS -> HEARTBEATS;
            case DEFAULT_HEARTBEATS, ORIGINAL -> "";
            case HEARTBEAT_TIMEOUT_ONLY -> "heartbeat.rpc-failure-threshold: -1\n";
        };
    }

    private static String restarts(EngineSettings engine) {
        return switch (engine) {
            case TUNED, ORIGINAL_COMMITS, DEFAULT_HEARTBEATS, HEARTBEAT_TIMEOUT_ONLY -> RESTARTS;
            case DEFAULT_RESTARTS, ORIGINAL -> "";
        };
    }

    /** How fast the cluster finds itself. With Flink's own values a start takes 16 s instead of 7. */
    private static final String REGISTRATION = """
            cluster.registration.initial-timeout: 100 ms
            cluster.registration.error-delay: 500 ms
            cluster.registration.refused-registration-delay: 500 ms
            """;

    /** How fast a death is noticed. */
    private static final String HEARTBEATS = """
            heartbeat.interval: 500 ms
            heartbeat.timeout: 3 s
            heartbeat.rpc-failure-threshold: 1
            """;

    /** How soon tasks are started again. */
    private static final String RESTARTS = """
            restart-strategy.type: fixed-delay
            restart-strategy.fixed-delay.attempts: 2147483647
            restart-strategy.fixed-delay.delay: 100 ms
            """;
}
