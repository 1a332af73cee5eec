package io.twinstream.lab.server;

import java.nio.file.Path;

/** Where the laboratory was built: its job jars, its servers and its runs are there, from wherever it is called. */
public final class Checkout {

    private static final String TARGET = "target";

    private Checkout() {}

    /** The folder with the pom, from here; the working folder if this was carried away from where it was built. */
    public static Path folder() {
        Path built = built();
        Path folder = built.endsWith(TARGET) ? built.getParent() : null;
        Path here = Path.of("").toAbsolutePath();
        return folder == null || folder.equals(here) ? Path.of("") : folder;
    }

    /** The folder that the jar lies in, or that its classes do: {@code target}. */
    public static Path built() {
        return Path.of(ServerCommand.locationOf(Checkout.class))
                .toAbsolutePath()
                .getParent();
    }
}
