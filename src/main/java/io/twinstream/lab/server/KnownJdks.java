package io.twinstream.lab.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code versions.json} says of JDKs.
 *
 * @param tried the releases that the suite is run on, oldest first
 * @param failing the releases that the engines of this run do not run on, and why
 */
record KnownJdks(List<Integer> tried, Map<Integer, String> failing) {

    private static final List<String> ENGINES = List.of("flink", "spark");

    /** For the engines of this run: {@code -Dspark.version} may have chosen another than the one that is published. */
    static KnownJdks load() {
        return of(KnownVersions.load(), engine -> System.getProperty(engine + ".version"));
    }

    /** @param chosen the version of an engine; null for the one that is published */
    static KnownJdks of(KnownVersions known, UnaryOperator<String> chosen) {
        return new KnownJdks(
                versions(known, "jdk").keySet().stream()
                        .map(Integer::valueOf)
                        .sorted()
                        .toList(),
                ENGINES.stream()
                        .flatMap(engine -> failing(versions(known, engine), engine, chosen.apply(engine)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one)));
    }

    private static Map<String, KnownVersions.Release> versions(KnownVersions known, String product) {
        return known.products().get(product).versions();
    }

    private static Stream<Map.Entry<Integer, String>> failing(
            Map<String, KnownVersions.Release> versions, String engine, String chosen) {
        return versions.entrySet().stream()
                .filter(version -> chosen == null
                        ? version.getValue().status() == KnownVersions.Status.PUBLISHED
                        : version.getKey().equals(chosen))
                .flatMap(version -> version.getValue().failsOn().entrySet().stream()
                        .map(jdk -> Map.entry(
                                Integer.valueOf(jdk.getKey()),
                                "%s %s does not run on JDK %s: %s"
                                        .formatted(engine, version.getKey(), jdk.getKey(), jdk.getValue()))));
    }

    /** Why the engines cannot run on this release, as half a sentence; empty if they can. */
    Optional<String> obstacle(int release) {
        return tried.contains(release)
                ? Optional.ofNullable(failing.get(release))
                : Optional.of("nobody has tried the engines on JDK " + release);
    }

    /** Those without an obstacle, oldest first. */
    List<Integer> suitable() {
        return tried.stream().filter(release -> obstacle(release).isEmpty()).toList();
    }
}
