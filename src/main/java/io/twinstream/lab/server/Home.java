package io.twinstream.lab.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** The folder that the servers live in, and who they run as there. */
final class Home {

    /** Whom PostgreSQL runs as when this process is root: it refuses root. Most systems call this one nobody. */
    static final int NOBODY = 65_534;

    private Home() {}

    /**
     * {@code target/environment} of the {@link Checkout}; for root a folder of the system's where nobody cannot reach
     * that.
     */
    static Path folder() {
        Path target =
                Checkout.folder().resolve(Path.of("target", "environment")).toAbsolutePath();
        return !isRoot() || isReachable(target)
                ? target
                : Path.of(System.getProperty("java.io.tmpdir"), "twinstream-root");
    }

    static boolean isRoot() {
        Path self = Path.of("/proc/self");
        try {
            // Elsewhere than on Linux servers are containers, and nothing of theirs has to be owned by somebody.
            return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether every user may go through the folders that lead there, as far as there are any yet. */
    static boolean isReachable(Path folder) {
        try {
            for (Path step = folder; step != null; step = step.getParent()) {
                if (Files.exists(step)
                        && !Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks whether there is room before anything is written.
     *
     * @throws EnvironmentException if fewer bytes than needed are free under this folder
     */
    static void requireSpace(Path folder, long needed) {
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < needed) {
                throw new EnvironmentException("Only " + (usable >> 20) + " MiB are free in " + folder
                        + ", and the servers need " + (needed >> 20) + " MiB; make room.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
