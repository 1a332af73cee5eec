package io.twinstream.lab.server;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The form of the servers of a run.
 *
 * @param reason why it is this one, as half a sentence
 */
public record Choice(Form form, String reason) {

    /** The setting that asks for a form. */
    public static final String SETTING = "twinstream.environment";

    /** The form on this machine: the one asked for, else processes where there are PostgreSQL binaries for them. */
    public static Choice here() {
        return of(System.getProperty(SETTING, ""), System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** @throws IllegalArgumentException if a form is asked for that does not exist */
    static Choice of(String asked, String os, String arch) {
        if (!asked.isEmpty()) {
            Form form = Stream.of(Form.values())
                    .filter(known -> known.id().equals(asked))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "-D" + SETTING + " is process or docker, not \"" + asked + "\"."));
            return new Choice(form, "asked for with -D" + SETTING + "=" + asked);
        }
        return postgresqlBinaries(os, arch).isPresent()
                ? new Choice(Form.PROCESS, "there are PostgreSQL binaries for " + os + " " + arch)
                : new Choice(Form.DOCKER, "there are no PostgreSQL binaries for " + os + " " + arch);
    }

    /** What the name of the PostgreSQL binaries for this platform ends with; empty if there are none. */
    public static Optional<String> postgresqlBinaries(String os, String arch) {
        return switch (os + " " + arch) {
            case "Linux amd64" -> Optional.of("linux-amd64");
            case "Linux aarch64" -> Optional.of("linux-arm64v8");
            default -> Optional.empty();
        };
    }

    /** As it is printed at the start of a run. */
    @Override
    public String toString() {
        return switch (form) {
            case PROCESS -> "broker and database run as processes: " + reason;
            case DOCKER -> "broker and database run in containers: " + reason;
        };
    }
}
