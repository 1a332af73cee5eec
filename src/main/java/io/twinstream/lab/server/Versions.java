package io.twinstream.lab.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of the servers and engines that are run, as the pom has them. A system property overrides one:
 * {@code -Dflink.version=2.2.1}.
 */
public final class Versions {

    private final Properties properties;
    private final KnownVersions known = KnownVersions.load();

    private Versions(Properties properties) {
        this.properties = properties;
    }

    /** The pom's versions. */
    public static Versions load() {
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            if (in == null) {
                throw new EnvironmentException(
                        "versions.properties is not on the class path; build the test classes with Maven first.");
            }
            Properties properties = new Properties();
            properties.load(in);
            return new Versions(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The version under this name, for instance {@code kafka}.
     *
     * @throws EnvironmentException if the pom has none
     */
    public String of(String name) {
        return System.getProperty(name + ".version", required(name));
    }

    /**
     * What an engine's class path grows from: {@code flink} or {@code spark}.
     *
     * @throws EnvironmentException if its version is not among those that are known
     */
    List<String> artifacts(String engine) {
        return known.release(engine, of(engine)).artifacts();
    }

    /** Why this lane, {@code spark-realtime}, cannot be had with these versions; empty if it can. */
    public Optional<String> lacks(String lane) {
        return Stream.of("flink", "spark")
                .map(engine -> known.release(engine, of(engine)).lacks().get(lane))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * The JDK that both engines run on.
     *
     * @throws EnvironmentException if none is there that both can run on
     */
    public Jdk engineJdk() {
        EngineJdk choice = EngineJdk.here();
        return choice.jdk().orElseThrow(() -> new EnvironmentException(choice + "."));
    }

    /** The options that an engine's own start script hands to Java 17: {@code flink} or {@code spark}. */
    public List<String> jvmOptions(String engine) {
        return Pattern.compile("\\s+")
                .splitAsStream(required(engine + ".jvm.options").trim())
                .toList();
    }

    private String required(String name) {
        String value = properties.getProperty(name);
        if (value == null || value.startsWith("${")) {
            throw new EnvironmentException("versions.properties has no value for " + name + ".");
        }
        return value;
    }
}
