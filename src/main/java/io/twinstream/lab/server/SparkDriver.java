package io.twinstream.lab.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A driver process with the executors that the worker runs for it. */
public final class SparkDriver {

    private static final Pattern APPLICATION = Pattern.compile("app ID (app-\\d+-\\d+)");

    private final ServerProcess process;
    private final ServerProcess worker;
    private final List<ClassDataArchive.Use> archives;

    SparkDriver(ServerProcess process, ServerProcess worker, List<ClassDataArchive.Use> archives) {
        this.process = process;
        this.worker = worker;
        this.archives = archives;
    }

    public ServerProcess process() {
        return process;
    }

    /** The application's id in the cluster; empty until the master has given one. */
    public Optional<String> applicationId() {
        return process.log().lines().stream()
                .map(APPLICATION::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    /** Its executors that run now. */
    public List<ProcessHandle> executors() {
        return applicationId()
                .map(id -> worker.tree().stream()
                        .skip(1)
                        .filter(process -> commandLine(process).contains(id))
                        .toList())
                .orElse(List.of());
    }

    /**
     * Returns when this many batches of the query are committed.
     *
     * @throws EnvironmentException if the driver ends or the deadline passes before
     */
    public void awaitBatches(SparkCheckpoint checkpoint, int count, Duration deadline) {
        process.awaitReady(deadline, () -> checkpoint.committedBatches() >= count);
    }

    /** Asks the driver to end and waits until it and its executors are gone. */
    public void stop(Duration deadline) {
        List<ProcessHandle> executors = executors();
        // The worker kills an executor that takes its time to exit.
        executors.stream()
                .findFirst()
                .ifPresent(
                        executor -> archives.forEach(archive -> archive.dump().accept(executor)));
        process.stop(deadline);
        ServerProcess.awaitEnd("executor of " + process.name(), executors, deadline);
        archives.forEach(archive -> archive.whenEnded().run());
    }

    /** Kills the driver. Its executors end by themselves soon after, as in any cluster. */
    public void kill() {
        process.kill();
        archives.forEach(archive -> archive.whenEnded().run());
    }

    /** Kills one of its executors and returns when it is gone. The worker will start a new one. */
    public static void kill(ProcessHandle executor) {
        executor.destroyForcibly();
        ServerProcess.awaitEnd("executor " + executor.pid(), List.of(executor), Duration.ofSeconds(20));
    }

    /** Java's own view of a command line ends after a page. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            // The process ended between open and read.
            return "";
        }
    }
}
