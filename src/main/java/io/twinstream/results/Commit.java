package io.twinstream.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/** The commit that a run was made with. */
public final class Commit {

    /** Of a checkout without git. */
    public static final String UNKNOWN = "unknown";

    private Commit() {}

    /** The short name of the commit that is checked out in this folder; {@link #UNKNOWN} without git. */
    public static String of(Path project) {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String name = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            return git.waitFor() == 0 && name.matches("[0-9a-f]{4,40}") ? name : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN; // there is no git on this machine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
