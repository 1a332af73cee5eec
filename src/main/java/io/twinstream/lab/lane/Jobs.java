package io.twinstream.lab.lane;

import io.twinstream.lab.server.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;

/** The job jars that the build has made. */
public final class Jobs {

    private Jobs() {}

    public static Path flink() {
        return jar("flink");
    }

    public static Path spark() {
        return jar("spark");
    }

    private static Path jar(String engine) {
        String jobs = System.getProperty(
                "twinstream.jobs", Checkout.built().resolve("jobs").toString());
        Path jar = Path.of(jobs, engine, "twinstream-" + engine + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("There is no " + jar + "; ./mvnw package makes it.");
        }
        return jar.toAbsolutePath();
    }
}
