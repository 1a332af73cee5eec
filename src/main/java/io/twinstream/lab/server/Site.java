package io.twinstream.lab.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What the servers of one run share.
 *
 * @param data the run's own folder for what the servers store; gone at the end of the run
 * @param logs one log file for each process; kept
 * @param cache what later runs can use again
 * @param choice the form of its broker and its database
 */
public record Site(
        Path data,
        Path logs,
        Path cache,
        Choice choice,
        Versions versions,
        ClassPaths classPaths,
        Images images,
        Watchdog watchdog)
        implements AutoCloseable {

    private static final long NEEDED_BYTES = 1L << 30;

    /**
     * A site in {@link Home#folder}, under a watchdog of its own.
     *
     * @param logs made if it is not there
     * @throws EnvironmentException if a folder cannot be made, or if servers shall run in containers and no engine is
     *     there
     */
    public static Site open(Path logs) {
        Choice choice = Choice.here();
        if (choice.form() == Form.DOCKER) {
            requireEngine(choice);
        }
        Path home = Home.folder();
        Path data = home.resolve("run-" + UUID.randomUUID().toString().substring(0, 8));
        makeFolder(data);
        Home.requireSpace(data, NEEDED_BYTES);
        makeFolder(logs.toAbsolutePath());
        Versions versions = Versions.load();
        Watchdog watchdog =
                Watchdog.start(data, choice.form(), logs.toAbsolutePath().resolve("watchdog.log"));
        return new Site(
                data,
                logs.toAbsolutePath(),
                home,
                choice,
                versions,
                new ClassPaths(versions, home),
                new Images(versions),
                watchdog);
    }

    private static void requireEngine(Choice choice) {
        Docker docker = Docker.look();
        if (!docker.answers()) {
            throw new EnvironmentException("Broker and database shall run in containers (" + choice.reason() + "), but "
                    + docker.trouble() + ".");
        }
    }

    /** A server's log file. */
    Path log(String name) {
        return logs.resolve(name + ".log");
    }

    /** The class path of a role. */
    ClassPath classPath(Role role) {
        return classPaths.of(role);
    }

    /**
     * The option that makes a process leave its temporary files in the run's own folder: who is killed does not remove
     * them.
     */
    String temporaryFilesOption() {
        return "-Djava.io.tmpdir=" + makeFolder(data.resolve("tmp"));
    }

    /** The option that makes log4j print to the process's output. */
    static String log4jOption() {
        URL configuration = Site.class.getResource("log4j2.properties");
        if (configuration == null) {
            throw new EnvironmentException("environment/log4j2.properties is not on the class path.");
        }
        try {
            return "-Dlog4j2.configurationFile=" + configuration.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path makeFolder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Cannot make the folder " + folder + ": " + e + "; it needs space and the right to write.", e);
        }
    }

    /** Kills whatever is left and deletes the data. */
    @Override
    public void close() {
        watchdog.close();
        classPaths.close();
    }
}
