package io.twinstream.lab.trial;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the processes of a run print from one moment to another: servers outlive a trial, and their logs are those of
 * many.
 */
final class LogExcerpt {

    private final Path logs;
    private final Map<Path, Long> begun = new HashMap<>();

    private LogExcerpt(Path logs) throws IOException {
        this.logs = logs;
        for (Path log : logs()) {
            begun.put(log, Files.size(log));
        }
    }

    /** Begins with whatever comes next. */
    static LogExcerpt begin(Path logs) throws IOException {
        return new LogExcerpt(logs);
    }

    /**
     * Copies what came since into this folder, under the names that the logs have. Who printed nothing has no file
     * there.
     */
    void copyTo(Path folder) throws IOException {
        for (Path log : logs()) {
            try (FileChannel channel = FileChannel.open(log)) {
                channel.position(begun.getOrDefault(log, 0L));
                if (channel.position() < channel.size()) {
                    Path copy = folder.resolve(logs.relativize(log));
                    Files.createDirectories(copy.getParent());
                    Files.copy(Channels.newInputStream(channel), copy);
                }
            }
        }
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.find(logs, Integer.MAX_VALUE, (path, is) -> is.isRegularFile())) {
            return files.toList();
        }
    }
}
