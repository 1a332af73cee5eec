package io.twinstream.lab.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The containers of one run, known by a label. It stands on the JDK alone, so that the watchdog can use it.
 *
 * @param run the name of the run's data folder
 */
record RunContainers(String run) {

    private static final String PROJECT = "io.twinstream";
    private static final String RUN = "io.twinstream.run";
    private static final Pattern ID = Pattern.compile("\"Id\":\"([0-9a-f]{64})\"");

    static RunContainers of(Path data) {
        return new RunContainers(data.getFileName().toString());
    }

    /** What each of them is labelled with. */
    Map<String, String> labels() {
        return Map.of(PROJECT, "server", RUN, run);
    }

    /**
     * The ids of those that there are, running or not.
     *
     * @throws IOException if the engine does not say so
     */
    List<String> ids(DockerSocket docker) throws IOException {
        String filter = URLEncoder.encode("{\"label\":[\"" + RUN + "=" + run + "\"]}", StandardCharsets.UTF_8);
        DockerSocket.Answer answer = docker.ask("GET", "/containers/json?all=true&filters=" + filter);
        if (answer.status() != 200) {
            throw new IOException("Docker does not list the containers of " + run + ": " + answer.body());
        }
        return ID.matcher(answer.body()).results().map(id -> id.group(1)).toList();
    }

    /**
     * Removes all of them, in whatever state, with all they have stored.
     *
     * @throws IOException if the engine refuses one
     */
    void remove(DockerSocket docker) throws IOException {
        for (String id : ids(docker)) {
            DockerSocket.Answer answer = docker.ask("DELETE", "/containers/" + id + "?force=true&v=true");
            // Gone, or about to be: somebody else removes it, too.
            if (answer.status() / 100 != 2 && answer.status() != 404 && answer.status() != 409) {
                throw new IOException("Docker does not remove the container " + id + ": " + answer.body());
            }
        }
    }
}
