package io.twinstream.pipeline.flink;

import io.twinstream.pipeline.PipelineSettings;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What both Flink lanes ask of the cluster. */
final class JobEnvironment {

    /** Unless {@code --commit-interval} gives another. */
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration SHORTEST_CHECKPOINT_INTERVAL = Duration.ofMillis(10);

    private JobEnvironment() {}

    /** @throws IllegalArgumentException if Flink takes no such checkpoint interval */
    static void check(PipelineSettings settings) {
        if (settings.commitInterval().compareTo(SHORTEST_CHECKPOINT_INTERVAL) < 0) {
            throw new IllegalArgumentException("Option --commit-interval is "
                    + settings.commitInterval().toMillis() + " ms, but Flink's checkpoints need at least 10ms.");
        }
    }

    static StreamExecutionEnvironment of(PipelineSettings settings) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.NAME, settings.group());
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.commitInterval());
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        if (settings.checkpoints() != null) {
            configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.checkpoints());
        }
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }
}
