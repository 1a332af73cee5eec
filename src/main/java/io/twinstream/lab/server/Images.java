package io.twinstream.lab.server;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.utility.DockerImageName;

/**
 * The images that servers are started from in containers: the official ones of the pom's versions unless
 * {@code -Dtwinstream.kafka.image} or {@code -Dtwinstream.postgres.image} name others. One that is not on this machine
 * is pulled, unless {@code -Dtwinstream.docker.pull=never}.
 */
public final class Images {

    private static final Pattern ID = Pattern.compile("\"Id\":\"(?:sha256:)?([0-9a-f]{64})\"");

    private final Versions versions;
    private final Map<Role, Image> found = new ConcurrentHashMap<>();

    Images(Versions versions) {
        this.versions = versions;
    }

    /**
     * The image of the broker or of the database, on this machine.
     *
     * @throws EnvironmentException if it is not here and cannot be pulled
     */
    public Image of(Role role) {
        boolean pull = !System.getProperty("twinstream.docker.pull", "missing").equals("never");
        return found.computeIfAbsent(role, asked -> require(setting(asked), name(asked), pull));
    }

    private static String setting(Role role) {
        return switch (role) {
            case BROKER -> "twinstream.kafka.image";
            case POSTGRESQL -> "twinstream.postgres.image";
            case FLINK, SPARK -> throw new IllegalArgumentException("engines are processes, not containers: " + role);
        };
    }

    /**
     * Its name with a tag, of which there is one for each version. PostgreSQL's binaries have a third number, its
     * images have not.
     */
    String name(Role role) {
        String version = versions.of(role.version());
        String official = role == Role.BROKER
                ? "apache/kafka:" + version
                : "postgres:" + version.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
        return DockerImageName.parse(System.getProperty(setting(role), official))
                .asCanonicalNameString();
    }

    static Image require(String setting, String name, boolean pull) {
        try {
            DockerSocket docker = DockerSocket.here();
            DockerSocket.Answer here = docker.ask("GET", "/images/" + name + "/json");
            if (here.status() == 200) {
                return new Image(name, idIn(here.body()));
            }
            if (!pull) {
                throw missing(setting, name, "-Dtwinstream.docker.pull=never keeps it from being pulled");
            }
            System.out.println("pulling " + name);
            DockerSocket.Answer answer = docker.ask("POST", "/images/create?fromImage=" + name);
            DockerSocket.Answer now = docker.ask("GET", "/images/" + name + "/json");
            if (now.status() == 200) {
                return new Image(name, idIn(now.body()));
            }
            throw missing(setting, name, "it cannot be pulled: " + reason(answer.body()));
        } catch (IOException e) {
            throw missing(setting, name, "it cannot be had: " + e.getMessage());
        }
    }

    private static EnvironmentException missing(String setting, String name, String why) {
        return new EnvironmentException("The image " + name + " is not on this machine, and " + why
                + "; pull or build it, or name another with -D" + setting + "=IMAGE.");
    }

    private static String idIn(String inspection) throws IOException {
        Matcher id = ID.matcher(inspection);
        if (!id.find()) {
            throw new IOException("the Docker engine reports no id of it");
        }
        return id.group(1);
    }

    /** The engine's own words: the last message or error among what it reported meanwhile. */
    private static String reason(String answer) {
        Matcher words = Pattern.compile("\"(?:message|error)\":\"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(answer);
        String last = "the engine does not say why";
        while (words.find()) {
            last = words.group(1).replace("\\\"", "\"");
        }
        return last;
    }
}
