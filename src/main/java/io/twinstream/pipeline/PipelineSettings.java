package io.twinstream.pipeline;

import io.twinstream.sink.SinkSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a job is told on its command line, {@code --name value} each. Both engines' jobs take the same options.
 *
 * @param bootstrap Kafka's bootstrap servers ({@code --bootstrap})
 * @param topic {@code --topic}, {@code crypto_prices} unless told
 * @param group the consumer group, also the job's name ({@code --group})
 * @param sink {@code --jdbc --user --password --table --sink --flush-interval --flush-rows}
 * @param commitInterval Flink's checkpoint interval or Spark's trigger ({@code --commit-interval}, as {@code 500ms}, {@code 15s}
 *     or {@code 1m})
 * @param checkpoints the folder of the job's checkpoints ({@code --checkpoints}); null leaves it to the cluster
 * @param parallelism {@code --parallelism}, 3 unless told: the topic's partitions
 */
public record PipelineSettings(
        String bootstrap,
        String topic,
        String group,
        SinkSettings sink,
        Duration commitInterval,
        String checkpoints,
        int parallelism)
        implements Serializable {

    /**
     * Reads a job's command line.
     *
     * @param table the table's name unless {@code --table} tells another
     * @param commitInterval unless {@code --commit-interval} tells another
     * @throws IllegalArgumentException if an option is unknown, missing or cannot be read; the message is one sentence that
     *     names it
     */
    public static PipelineSettings parse(String table, Duration commitInterval, String... args) {
        if (args.length > 0) {
            throw new UnsupportedOperationException();
        }
        return null;
    }
}
