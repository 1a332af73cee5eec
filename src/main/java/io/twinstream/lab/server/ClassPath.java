package io.twinstream.lab.server;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a role was resolved to, in class path order. */
public record ClassPath(Role role, List<Entry> entries) {

    /**
     * One jar.
     *
     * @param coordinates {@code group:artifact[:classifier]:version}
     * @param sha256 of the file, in lower-case hex
     */
    public record Entry(String coordinates, String sha256, Path file) {}

    public ClassPath {
        entries = List.copyOf(entries);
    }

    public List<Path> files() {
        return entries.stream().map(Entry::file).toList();
    }

    /** Distinguishes it from any other. */
    String fingerprint() {
        return Sha256.of(argument().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /** As {@code java -cp} takes it. */
    public String argument() {
        return files().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
