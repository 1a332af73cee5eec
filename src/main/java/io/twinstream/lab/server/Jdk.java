package io.twinstream.lab.server;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param release its feature release: 17
 * @param version in full: {@code 17.0.15+6}
 */
public record Jdk(Path home, int release, String version) {

    /** Where Linux distributions put theirs. */
    private static final Path USUAL = Path.of("/usr/lib/jvm");

    /** What tools that install several set: {@code JAVA_HOME_17}, {@code JAVA_HOME_17_X64}. */
    private static final Pattern VARIABLE = Pattern.compile("JAVA_HOME_\\d+(_[A-Z0-9]+)?");

    /** The one that this process runs on. */
    public static Jdk here() {
        Path home = Path.of(System.getProperty("java.home"));
        Runtime.Version running = Runtime.version();
        return at(home).orElseGet(() -> new Jdk(home, running.feature(), running.toString()));
    }

    /** Those that variables name and those in the usual folder, each once. */
    static List<Jdk> installed() {
        return installed(System.getenv(), USUAL);
    }

    static List<Jdk> installed(Map<String, String> environment, Path usual) {
        Stream<Path> named = environment.entrySet().stream()
                .filter(variable -> VARIABLE.matcher(variable.getKey()).matches())
                .sorted(Map.Entry.comparingByKey())
                .map(variable -> Path.of(variable.getValue()));
        return Stream.concat(named, folders(usual))
                .flatMap(home -> at(home).stream())
                .collect(collectingAndThen(
                        toMap(Jdk::realHome, jdk -> jdk, (first, again) -> first, LinkedHashMap::new),
                        byHome -> List.copyOf(byHome.values())));
    }

    private static Stream<Path> folders(Path usual) {
        try (Stream<Path> folders = Files.list(usual)) {
            return folders.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // there is no such folder
        }
    }

    /** The one in this folder; empty if there is none that says which it is. */
    static Optional<Jdk> at(Path home) {
        if (!Files.isExecutable(program(home))) {
            return Optional.empty();
        }
        Properties says = new Properties();
        try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
            says.load(in);
        } catch (IOException e) {
            return Optional.empty();
        }
        String version = says.getProperty("JAVA_RUNTIME_VERSION", says.getProperty("JAVA_VERSION", ""))
                .replace("\"", "");
        Matcher release = Pattern.compile("(\\d+).*").matcher(version);
        return release.matches()
                ? Optional.of(new Jdk(home, Integer.parseInt(release.group(1)), version))
                : Optional.empty();
    }

    private Path realHome() {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            return home;
        }
    }

    /** The program that starts a JVM of it. */
    public Path java() {
        return program(home);
    }

    private static Path program(Path home) {
        return home.resolve("bin").resolve("java");
    }

    @Override
    public String toString() {
        return "JDK " + version + " in " + home;
    }
}
