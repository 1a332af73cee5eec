package io.twinstream.lab.lane;

import java.nio.file.Files;
import java.nio.file.Path;

/** The job jars that the build has made. */
final class Jobs {

    private Jobs() {}

    static Path flink() {
        return jar("flink");
    }

    static Path spark() {
        return jar("spark");
    }

    private static Path jar(String engine) {
        Path jar =
                Path.of(System.getProperty("twinstream.jobs", "target/jobs"), engine, "twinstream-" + engine + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("There is no " + jar + "; ./mvnw package makes it.");
        }
        return jar.toAbsolutePath();
    }
}
