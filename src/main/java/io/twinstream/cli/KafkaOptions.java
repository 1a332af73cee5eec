package io.twinstream.cli;

import io.twinstream.kafka.KafkaCluster;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which Kafka cluster, and how it is reached. */
final class KafkaOptions {

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            required = true,
            description = "A broker of the Kafka cluster.")
    private String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of Kafka's clients, as Kafka's own tools take them: security.protocol, sasl.*,"
                    + " ssl.*, time-outs.")
    private Path config;

    /** @throws IllegalArgumentException if the file is unusable; the message is one sentence */
    KafkaCluster cluster() {
        return KafkaCluster.of(bootstrap, config);
    }
}
