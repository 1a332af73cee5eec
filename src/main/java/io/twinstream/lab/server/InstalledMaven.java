package io.twinstream.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Maven of this machine, if there is one. */
final class InstalledMaven {

    private InstalledMaven() {}

    /**
     * The settings that it has for all users: an artifact that it fetched by a mirror counts as there only for who
     * names that mirror.
     */
    static Optional<Path> globalSettings(Map<String, String> environment) {
        return Stream.concat(home(environment).stream(), onPath(environment).stream())
                .map(home -> home.resolve(Path.of("conf", "settings.xml")))
                .filter(Files::isReadable)
                .findFirst();
    }

    private static Optional<Path> home(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("MAVEN_HOME"))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
    }

    private static Optional<Path> onPath(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .flatMap(InstalledMaven::homeOf);
    }

    /** The program is in bin, and often a link leads to it. */
    private static Optional<Path> homeOf(Path program) {
        try {
            return Optional.ofNullable(program.toRealPath().getParent()).map(Path::getParent);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
