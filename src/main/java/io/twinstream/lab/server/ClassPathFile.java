package io.twinstream.lab.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Resolved class paths on disk, one file each, named by what was asked for. A line is one jar: coordinates, SHA-256,
 * size, time of last change, file. A jar that has changed or gone makes the whole file worthless.
 */
final class ClassPathFile {

    private final Path folder;

    ClassPathFile(Path folder) {
        this.folder = folder;
    }

    Optional<ClassPath> read(Role role, List<String> coordinates) {
        Path file = file(role, coordinates);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            List<ClassPath.Entry> entries = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t", -1);
                Path jar = Path.of(fields[4]);
                if (!Files.isReadable(jar) || !stamp(jar).equals(fields[2] + "\t" + fields[3])) {
                    return Optional.empty();
                }
                entries.add(new ClassPath.Entry(fields[0], fields[1], jar));
            }
            return Optional.of(new ClassPath(role, entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(ClassPath classPath, List<String> coordinates) {
        try {
            Files.createDirectories(folder);
            StringBuilder lines = new StringBuilder();
            for (ClassPath.Entry entry : classPath.entries()) {
                lines.append(String.join(
                                "\t",
                                entry.coordinates(),
                                entry.sha256(),
                                stamp(entry.file()),
                                entry.file().toString()))
                        .append('\n');
            }
            // Another run may read it at the same moment.
            Path unfinished = folder.resolve(UUID.randomUUID() + ".unfinished");
            Files.writeString(unfinished, lines);
            Files.move(unfinished, file(classPath.role(), coordinates), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write to " + folder + ": " + e + ".", e);
        }
    }

    private Path file(Role role, List<String> coordinates) {
        String asked = coordinates + System.getProperty("maven.repo.local", "");
        return folder.resolve(role.id() + "-"
                + Sha256.of(asked.getBytes(StandardCharsets.UTF_8)).substring(0, 12) + ".tsv");
    }

    private static String stamp(Path jar) throws IOException {
        return Files.size(jar) + "\t" + Files.getLastModifiedTime(jar).toMillis();
    }
}
