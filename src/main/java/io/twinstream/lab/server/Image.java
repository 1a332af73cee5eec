package io.twinstream.lab.server;

import org.testcontainers.utility.DockerImageName;

/**
 * An image on this machine.
 *
 * @param name with its tag
 * @param id the SHA-256 that Docker knows it by
 */
public record Image(String name, String id) {

    /** For Testcontainers, which wants to know which image this one stands for. */
    DockerImageName nameAs(String official) {
        return DockerImageName.parse(name).asCompatibleSubstituteFor(official);
    }
}
