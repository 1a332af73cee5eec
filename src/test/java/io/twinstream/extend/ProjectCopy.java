package io.twinstream.extend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of this project's sources and of what its tests read, to be changed without touching the project.
 *
 * @param folder as the project's own is: {@code src}, {@code docs}, {@code results/published} and so on
 */
record ProjectCopy(Path folder) {

    private static final List<String> COPIED = List.of(
            "src",
            "docs",
            "paper",
            "fixtures",
            "results/published",
            "results/published-original",
            "results/published-sweep",
            "results/published-elsewhere",
            "results/literature.json",
            "results/manifest.schema.json",
            "results/README.md",
            "README.md",
            "pom.xml",
            "CITATION.cff");

    /** A copy in this folder, which is empty. */
    static ProjectCopy in(Path folder) throws IOException {
        for (String copied : COPIED) {
            copyTree(Path.of(copied), folder.resolve(copied));
        }
        return new ProjectCopy(folder);
    }

    /** A file or folder of it. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** The Java files under this folder of it. */
    List<Path> sources(String under) throws IOException {
        try (Stream<Path> files = Files.walk(file(under))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Copies a file, or a folder with everything in it. */
    static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> parentsFirst = Files.walk(from)) {
            for (Path path : parentsFirst.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(copy.getParent());
                    Files.copy(path, copy);
                }
            }
        }
    }
}
