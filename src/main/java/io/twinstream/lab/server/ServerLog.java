package io.twinstream.lab.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has printed since it was started.
 *
 * @param file the log file; a restarted server goes on in the same one
 * @param from where in the file this process began, in bytes
 */
public record ServerLog(Path file, long from) {

    static ServerLog from(Path file) throws IOException {
        return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /** Whether a line holds this text. */
    public boolean holds(String text) {
        return text().contains(text);
    }

    public List<String> lines() {
        return text().lines().toList();
    }

    /** The last lines, at most this many, as one text. */
    public String lastLines(int count) {
        List<String> lines = lines();
        return lines.isEmpty()
                ? "(nothing)"
                : String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    private String text() {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
