package io.twinstream.lab.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
        try (InputStream in = KnownJdks.class.getResourceAsStream("versions.json")) {
            return of(new JsonMapper().readTree(in), engine -> System.getProperty(engine + ".version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param chosen the version of an engine; null for the one that is published */
    static KnownJdks of(JsonNode products, UnaryOperator<String> chosen) {
        List<Integer> tried = new ArrayList<>();
        products.at("/jdk/versions").fieldNames().forEachRemaining(release -> tried.add(Integer.valueOf(release)));
        return new KnownJdks(
                tried.stream().sorted().toList(),
                ENGINES.stream()
                        .flatMap(
                                engine -> failing(products.path(engine).path("versions"), engine, chosen.apply(engine)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one)));
    }

    private static Stream<Map.Entry<Integer, String>> failing(JsonNode versions, String engine, String chosen) {
        return versions.properties().stream()
                .filter(version -> chosen == null
                        ? version.getValue().path("status").asText().equals("published")
                        : version.getKey().equals(chosen))
                .flatMap(version -> version.getValue().path("failsOn").properties().stream()
                        .map(jdk -> Map.entry(
                                Integer.valueOf(jdk.getKey()),
                                "%s %s does not run on JDK %s: %s"
                                        .formatted(
                                                engine,
                                                version.getKey(),
                                                jdk.getKey(),
                                                jdk.getValue().asText()))));
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
