package io.twinstream.pipeline;

import io.twinstream.kafka.KafkaCluster;
import io.twinstream.sink.SinkSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a job is given on its command line, {@code --name value} each. Both engines' jobs take the same options; {@code
 * --bootstrap}, {@code --jdbc} and {@code --sink} must be given.
 *
 * @param kafka Kafka's bootstrap servers ({@code --bootstrap}), and the file of properties with which they are reached
 *     ({@code --kafka-config}, none unless given)
 * @param topic {@code --topic}, {@code crypto_prices} unless given
 * @param group the consumer group, also the job's name ({@code --group}, the table's name unless given)
 * @param sink {@code --jdbc --user --password --table --sink --flush-interval --flush-rows}; the user is
 *     {@code postgres}, the password that of the environment variable {@code TWINSTREAM_PASSWORD}, the flush interval
 *     0 and the flush rows 5000 unless given
 * @param commitInterval Flink's checkpoint interval or Spark's trigger ({@code --commit-interval}, as {@code 500ms},
 *     {@code 15s} or {@code 1m})
 * @param checkpoints the folder of the job's checkpoints ({@code --checkpoints}); null leaves it to the cluster
 * @param parallelism {@code --parallelism}, 3 unless given: the topic's partitions
 * @param expired what to do about records that were gone before they were read ({@code --expired}, fail unless given)
 */
public record PipelineSettings(
        KafkaCluster kafka,
        String topic,
        String group,
        SinkSettings sink,
        Duration commitInterval,
        String checkpoints,
        int parallelism,
        Expired expired)
        implements Serializable {

    /** The environment variable that holds the database's password, which a command line would show to everybody. */
    public static final String PASSWORD = "TWINSTREAM_PASSWORD";

    /**
     * Reads a job's command line.
     *
     * @param table the table's name unless {@code --table} names another
     * @param commitInterval unless {@code --commit-interval} gives another
     * @throws IllegalArgumentException if an option is unknown, missing or cannot be read; the message is one sentence
     *     that names it
     */
    public static PipelineSettings parse(String table, Duration commitInterval, String... args) {
        return parse(System.getenv(PASSWORD), table, commitInterval, args);
    }

    static PipelineSettings parse(String password, String table, Duration commitInterval, String... args) {
        Options options = Options.of(args);
        String tableTold = options.text("table", table);
        SinkSettings sink = new SinkSettings(
                options.jdbcUrl("jdbc"),
                options.text("user", "postgres"),
                options.text("password", password == null ? "" : password),
                tableTold,
                options.sinkMode("sink"),
                options.duration("flush-interval", Duration.ZERO),
                options.atLeastOne("flush-rows", 5000));
        return new PipelineSettings(
                KafkaCluster.of(options.text("bootstrap"), options.path("kafka-config")),
                options.text("topic", "crypto_prices"),
                options.text("group", tableTold),
                sink,
                options.duration("commit-interval", commitInterval),
                options.text("checkpoints", null),
                options.atLeastOne("parallelism", 3),
                options.expired("expired"));
    }

    /**
     * These settings, if this program can be run with them.
     *
     * @throws IllegalArgumentException if it has no such sink mode; the message names those that it has
     */
    public PipelineSettings forProgram(Program program) {
        program.lane().requireHas(sink.mode(), program.sinks());
        return this;
    }
}
