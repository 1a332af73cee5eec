package io.twinstream.lab.server;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether there is a Docker engine on this machine.
 *
 * @param version of the engine; empty if none can be used
 * @param trouble why none can be used and what to do, as half a sentence; empty if one can
 */
public record Docker(String version, String trouble) {

    /** Asks the socket. */
    public static Docker look() {
        try {
            return look(DockerSocket.here());
        } catch (IOException e) {
            return new Docker("", e.getMessage());
        }
    }

    static Docker look(DockerSocket socket) throws IOException {
        DockerSocket.Answer answer = socket.ask("GET", "/version");
        Matcher version = Pattern.compile("\"Version\":\"([^\"]+)\"").matcher(answer.body());
        return answer.status() == 200 && version.find()
                ? new Docker(version.group(1), "")
                : new Docker("", "what listens at " + socket.path() + " is not a Docker engine; set DOCKER_HOST");
    }

    public boolean answers() {
        return trouble.isEmpty();
    }
}
