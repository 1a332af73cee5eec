package io.twinstream.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program that refuses root is run by root. Both ways replace themselves by the program, so that the pid is its
 * own.
 *
 * @param prefix words before the program's own; none where this process is not root
 * @param nobodyOwns whether the program's files have to be nobody's
 */
record Unprivileged(List<String> prefix, boolean nobodyOwns) {

    /** @throws EnvironmentException if root has no way to become somebody else */
    static Unprivileged find() {
        if (!Home.isRoot()) {
            return new Unprivileged(List.of(), false);
        }
        List<String> setpriv = List.of("setpriv", "--reuid=" + Home.NOBODY, "--regid=" + Home.NOBODY, "--clear-groups");
        if (works(setpriv)) {
            return new Unprivileged(setpriv, true);
        }
        List<String> unshare = List.of("unshare", "-U");
        if (works(unshare)) {
            return new Unprivileged(unshare, false);
        }
        throw new EnvironmentException(
                "PostgreSQL refuses to run as root, and neither setpriv nor unshare -U works here;"
                        + " install util-linux or run as another user.");
    }

    /** Makes a folder the program's own. */
    void own(Path folder) throws IOException {
        if (nobodyOwns) {
            Files.setAttribute(folder, "unix:uid", Home.NOBODY);
            Files.setAttribute(folder, "unix:gid", Home.NOBODY);
        }
    }

    private static boolean works(List<String> prefix) {
        List<String> words = new ArrayList<>(prefix);
        words.add("true");
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while looking for setpriv.", e);
        }
    }
}
