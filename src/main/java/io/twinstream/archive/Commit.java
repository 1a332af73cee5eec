package io.twinstream.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The commit that a run was made with. */
public final class Commit {

    /** Of a checkout without git. */
    public static final String UNKNOWN = "unknown";

    private Commit() {}

    /** The short name of the commit that is checked out in this folder; {@link #UNKNOWN} without git. */
    public static String of(Path project) {
        return git(project, "rev-parse", "--short", "HEAD")
                .filter(name -> name.matches("[0-9a-f]{4,40}"))
                .orElse(UNKNOWN);
    }

    /** Whether a file of the commit that is checked out in this folder was changed; null without git. */
    static Boolean isDirty(Path project) {
        return git(project, "status", "--porcelain", "--untracked-files=no")
                .map(changes -> !changes.isEmpty())
                .orElse(null);
    }

    private static Optional<String> git(Path project, String... arguments) {
        try {
            Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // there is no git on this machine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
