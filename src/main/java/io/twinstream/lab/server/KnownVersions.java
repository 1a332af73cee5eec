package io.twinstream.lab.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The versions that the suite is run with, as {@code versions.json} lists them: by default those that are published, each night
 * every other in turn.
 *
 * @param products by the name of their version among {@link Versions}: {@code flink}
 */
record KnownVersions(Map<String, Product> products) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    enum Status {
        /** What the published results were measured with. */
        PUBLISHED,
        /** The smoke tests have passed with it; each night they have to. */
        SUPPORTED,
        /** Tried each night; nobody promises that it passes. */
        EXPERIMENTAL
    }

    /**
     * @param excluded versions that cannot be run, and why
     */
    record Product(Map<String, Release> versions, Map<String, String> excluded) {

        Product {
            excluded.forEach((version, reason) -> {
                require(!reason.isBlank(), version + " is excluded without a reason");
                require(!versions.containsKey(version), version + " is both listed and excluded");
            });
        }
    }

    /**
     * @param artifacts the coordinates that its class path grows from
     * @param lacks the lanes that cannot be had with it, and why
     * @param failsOn the releases of the JDK that an engine does not run on, and why
     */
    record Release(Status status, List<String> artifacts, Map<String, String> lacks, Map<String, String> failsOn) {

        Release {
            require(status != null, "a version has no status");
            artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
            artifacts.forEach(artifact ->
                    require(artifact.split(":", -1).length == 3, artifact + " is not group:artifact:version"));
            lacks = lacks == null ? Map.of() : Map.copyOf(lacks);
            lacks.forEach((lane, reason) -> require(!reason.isBlank(), lane + " is lacking without a reason"));
            failsOn = failsOn == null ? Map.of() : Map.copyOf(failsOn);
            failsOn.forEach((jdk, reason) -> require(!reason.isBlank(), "JDK " + jdk + " fails without a reason"));
        }
    }

    static KnownVersions load() {
        try (InputStream in = KnownVersions.class.getResourceAsStream("versions.json")) {
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if a version has no status, an exclusion no reason, or the text is otherwise not such a list */
    static KnownVersions parse(String text) throws IOException {
        return new KnownVersions(JSON.readValue(text, new TypeReference<>() {}));
    }

    /** @throws EnvironmentException if the version is not among those that are listed; the message says why and names those */
    Release release(String product, String version) {
        Product known = products.get(product);
        Release release = known.versions().get(version);
        if (release == null) {
            throw new EnvironmentException("There is no %s %s here: %s; versions.json lists %s."
                    .formatted(
                            product,
                            version,
                            known.excluded().getOrDefault(version, "nobody has tried it"),
                            String.join(", ", known.versions().keySet())));
        }
        return release;
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
