package io.twinstream.lab.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A query's checkpoint folder, read from outside: {@code offsets/N} is written before batch N, {@code commits/N} after
 * it.
 *
 * @param folder the query's checkpoint location
 */
public record SparkCheckpoint(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The newest committed batch; empty if there is none. */
    public OptionalLong lastBatch() {
        return newest("commits");
    }

    /** Whether the newest batch that was begun is committed, too: the query waits for its next trigger. */
    public boolean isBetweenBatches() {
        return lastBatch().isPresent() && lastBatch().equals(newest("offsets"));
    }

    private OptionalLong newest(String log) {
        Path entries = folder.resolve(log);
        if (!Files.isDirectory(entries)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> files = Files.list(entries)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .mapToLong(Long::parseLong)
                    .max();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many batches are committed, over all runs of the query. */
    public long committedBatches() {
        OptionalLong last = lastBatch();
        return last.isPresent() ? last.getAsLong() + 1 : 0;
    }

    /**
     * Deletes the newest file in {@code commits/} with its checksum: what a driver leaves that dies after its sink has
     * committed and before it has noted that. The driver must be gone, and have been between batches: a batch that was
     * begun after it would be the one that is done again.
     */
    public void forgetLastCommit() {
        long batch =
                lastBatch().orElseThrow(() -> new EnvironmentException("No batch is committed in " + folder + "."));
        try {
            Files.delete(folder.resolve("commits").resolve(Long.toString(batch)));
            Files.deleteIfExists(folder.resolve("commits").resolve("." + batch + ".crc"));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot delete the newest commit in " + folder + ": " + e + ".", e);
        }
    }

    /**
     * How far the query has come for good: for each partition of the topic the first offset that no committed batch
     * covers. Empty if no batch is committed.
     */
    public Map<Integer, Long> durableOffsets(String topic) {
        OptionalLong batch = lastBatch();
        return batch.isPresent() ? offsets(batch.getAsLong(), topic) : Map.of();
    }

    private Map<Integer, Long> offsets(long batch, String topic) {
        Path file = folder.resolve("offsets").resolve(Long.toString(batch));
        try {
            // A version, the batch's own settings, then a line for each source.
            List<String> lines = Files.readAllLines(file);
            Map<Integer, Long> offsets = new TreeMap<>();
            for (String source : lines.subList(2, lines.size())) {
                JsonNode partitions = JSON.readTree(source).path(topic);
                partitions
                        .properties()
                        .forEach(entry -> offsets.put(
                                Integer.valueOf(entry.getKey()),
                                entry.getValue().asLong()));
            }
            return offsets;
        } catch (IOException e) {
            throw new EnvironmentException("Cannot read Spark's offsets in " + file + ": " + e + ".", e);
        }
    }
}
