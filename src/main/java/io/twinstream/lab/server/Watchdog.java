package io.twinstream.lab.server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small process that holds a pipe to this one. When the pipe ends, however this process ended, it kills every process
 * that was reported to it, with all descendants, removes the run's containers and deletes the run's data folder. So no
 * server outlives the run.
 */
public final class Watchdog implements AutoCloseable {

    private final Process process;
    private final BufferedWriter pids;
    private final BufferedReader answers;

    private Watchdog(Process process) {
        this.process = process;
        this.pids = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts the process.
     *
     * @param data deleted at the end, after all processes are gone; containers are known by its name
     * @param form of the run's servers
     * @param log where the process says what it could not do
     */
    public static Watchdog start(Path data, Form form, Path log) {
        // Ctrl-C and a closed terminal reach the whole process group: the watchdog has to live through them.
        List<String> command = List.of(
                "sh",
                "-c",
                "trap '' INT HUP TERM; exec \"$@\"",
                "watchdog",
                ServerCommand.java(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                ServerCommand.locationOf(WatchdogMain.class)
                        + File.pathSeparator
                        + ServerCommand.locationOf(DockerSocket.class),
                WatchdogMain.class.getName(),
                data.toString(),
                form.id());
        try {
            return new Watchdog(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new EnvironmentException("The watchdog did not start: " + e.getMessage() + ".", e);
        }
    }

    /** Returns when the watchdog knows this process. */
    public synchronized void register(long pid) {
        try {
            pids.write(pid + "\n");
            pids.flush();
            String answer = answers.readLine();
            if (!String.valueOf(pid).equals(answer)) {
                throw new EnvironmentException("The watchdog is gone; no server is started without it.");
            }
        } catch (IOException e) {
            throw new EnvironmentException("The watchdog is gone; no server is started without it.", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the pipe, and with it every registered process that is still there. */
    @Override
    public void close() {
        try {
            pids.close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new EnvironmentException("The watchdog (pid " + process.pid() + ") did not end within 60 s.");
            }
        } catch (IOException e) {
            throw new EnvironmentException("The watchdog was gone before the end of the run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while waiting for the watchdog.", e);
        }
    }
}
