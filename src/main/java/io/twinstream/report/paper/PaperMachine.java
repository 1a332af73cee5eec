package io.twinstream.report.paper;

import io.twinstream.archive.Manifest;
import io.twinstream.report.paper.PaperTable.Column;
import io.twinstream.statistics.Digits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the run was run on and with, by the names that the paper uses. */
final class PaperMachine {

    private static final double GIB = 1L << 30;

    /** What the manifest knows only as a part of a class path: its name in the paper, the role and the artifact. */
    private static final List<List<String>> PARTS = List.of(
            List.of("flink-connector-kafka", "flink", "org.apache.flink:flink-connector-kafka"),
            List.of("flink-connector-jdbc", "flink", "org.apache.flink:flink-connector-jdbc-core"),
            List.of("kafka-clients of flink", "flink", "org.apache.kafka:kafka-clients"),
            List.of("kafka-clients of spark", "spark", "org.apache.kafka:kafka-clients"),
            List.of("pgjdbc", "flink", "org.postgresql:postgresql"));

    private PaperMachine() {}

    /** The versions of the engines, the servers and the connectors, by name. */
    static Map<String, String> versions(Manifest manifest) {
        Map<String, String> versions = new LinkedHashMap<>(new TreeMap<>(manifest.versions()));
        PARTS.forEach(part ->
                version(manifest, part.get(1), part.get(2)).ifPresent(version -> versions.put(part.get(0), version)));
        return versions;
    }

    private static Optional<String> version(Manifest manifest, String role, String artifact) {
        return manifest.classPaths().getOrDefault(role, List.of()).stream()
                .map(Manifest.Artifact::coordinate)
                .filter(coordinate -> coordinate.startsWith(artifact + ":"))
                .map(coordinate -> coordinate.substring(artifact.length() + 1))
                .findFirst();
    }

    /** The run, its machine and its versions. */
    static PaperTable table(Manifest manifest) {
        Manifest.Machine machine = manifest.machine();
        return new PaperTable(
                List.of(Column.text("what", 2), Column.text("of this run", 9)),
                List.of(
                        List.of("run", "begun " + manifest.begun() + ", commit " + manifest.commit()),
                        List.of("settings", manifest.settings() + "; broker and database: " + form(manifest)),
                        List.of(
                                "machine",
                                machine.cpu() + ", " + machine.cores() + " cores, " + memory(manifest) + " GiB"),
                        List.of("system", machine.os() + ", " + machine.jvm()),
                        List.of(
                                "versions",
                                versions(manifest).entrySet().stream()
                                        .map(version -> version.getKey() + " " + version.getValue())
                                        .collect(Collectors.joining(", ")))));
    }

    /** How broker and database ran. */
    static String form(Manifest manifest) {
        return manifest.servers() == null ? "process" : manifest.servers().form();
    }

    /** In GiB. */
    static String memory(Manifest manifest) {
        return Digits.of(manifest.machine().memoryBytes() / GIB);
    }
}
