package io.twinstream.lab.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How often the engines make their progress durable, and how fast they notice a death and act on it. */
public enum EngineSettings {
    /** As fast as they will go: a second for each. */
    TUNED(Duration.ofSeconds(1), Duration.ofSeconds(1)),
    /** Tuned, but Flink restarts its tasks as it does unless it is told otherwise. */
    DEFAULT_RESTARTS(Duration.ofSeconds(1), Duration.ofSeconds(1)),
    /** Tuned, but with commits as far apart as the original had them. */
    ORIGINAL_COMMITS(Duration.ofSeconds(60), Duration.ofSeconds(15)),
    /** Tuned, but Flink notices a dead task manager as it does unless it is told otherwise. */
    DEFAULT_HEARTBEATS(Duration.ofSeconds(1), Duration.ofSeconds(1)),
    /**
     * Likewise, but a heartbeat that could not be delivered tells nothing: only the timeout does. So it was in Flink
     * before 1.14 (FLINK-23209), with which earlier studies were made.
     */
    HEARTBEAT_TIMEOUT_ONLY(Duration.ofSeconds(1), Duration.ofSeconds(1)),
    /**
     * As the original comparison had them: Flink's checkpoints a minute apart, with its default restart strategy and
     * heartbeats; Spark's trigger every 15 s.
     */
    ORIGINAL(Duration.ofSeconds(60), Duration.ofSeconds(15));

    private final Duration checkpointInterval;
    private final Duration trigger;

    EngineSettings(Duration checkpointInterval, Duration trigger) {
        this.checkpointInterval = checkpointInterval;
        this.trigger = trigger;
    }

    /**
     * The settings of this name: {@code original}.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static EngineSettings of(String id) {
        return Arrays.stream(values())
                .filter(settings -> settings.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There are no settings '" + id + "'; there are "
                        + Arrays.stream(values()).map(EngineSettings::id).collect(Collectors.joining(", "))
                        + "."));
    }

    /** As it is printed: {@code tuned}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Flink's checkpoint interval. */
    public Duration checkpointInterval() {
        return checkpointInterval;
    }

    /** The interval between Spark's batches. */
    public Duration trigger() {
        return trigger;
    }
}
