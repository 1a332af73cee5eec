package io.twinstream.lab.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The folder of a job's checkpoints, read from outside: {@code JOB/chk-N/_metadata}. A job that goes on from a checkpoint has another id and
 * counts on.
 *
 * @param folder the job's checkpoint directory
 */
public record FlinkCheckpoints(Path folder) {

    private static final String PREFIX = "chk-";

    /**
     * The newest complete checkpoint of the job and those that it goes on from.
     *
     * @throws EnvironmentException if there is none
     */
    public Path newest() {
        try {
            return complete().stream()
                    .max(Comparator.comparingLong(FlinkCheckpoints::number))
                    .orElseThrow(() -> new EnvironmentException("There is no complete checkpoint in " + folder + "."));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot look for checkpoints in " + folder + ": " + e + ".", e);
        }
    }

    private List<Path> complete() throws IOException {
        List<Path> complete = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), 3, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && file.endsWith("_metadata")) {
                    complete.add(file.getParent());
                }
                return FileVisitResult.CONTINUE;
            }

            // Flink deletes the older ones meanwhile.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (file.equals(folder)) {
                    throw why;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException why) {
                return FileVisitResult.CONTINUE;
            }
        });
        return complete;
    }

    /**
     * Sees to it that the next checkpoint but one cannot be stored: where its metadata shall be there is a folder, which is not empty.
     * The next is left alone, since it may be under way.
     *
     * @return where that metadata shall be
     */
    public Path refuseOne() {
        Path newest = newest();
        Path refused = newest.resolveSibling(PREFIX + (number(newest) + 2)).resolve("_metadata");
        try {
            Files.createDirectories(refused.resolve("in the way"));
            return refused;
        } catch (IOException e) {
            throw new EnvironmentException("Cannot get in the way of " + refused + ": " + e + ".", e);
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
    }
}
