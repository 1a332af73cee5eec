package io.twinstream.lab.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One process of the operating system, known to the watchdog from before its first instruction. */
public final class ServerProcess implements Incarnation, Handle {

    private static final Duration KILL_DEADLINE = Duration.ofSeconds(20);

    private final ServerCommand command;
    private final Process process;
    private final ServerLog log;

    private ServerProcess(ServerCommand command, Process process, ServerLog log) {
        this.command = command;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the process; it may not be ready yet.
     *
     * @throws EnvironmentException if the program or the log file is not to be had
     */
    public static ServerProcess start(ServerCommand command, Watchdog watchdog) {
        // The shell waits for a word, and becomes the server when the watchdog knows its pid. If this process
        // dies before, the shell reads an end of file and ends. Ctrl-C is left to this process.
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "trap '' INT; read -r go && exec \"$@\" </dev/null", command.name()));
        words.addAll(command.words());
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            ServerLog log = ServerLog.from(command.log());
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            watchdog.register(process.pid());
            try (OutputStream go = process.getOutputStream()) {
                go.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
            return new ServerProcess(command, process, log);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The " + command.name() + " did not start: " + e.getMessage() + "; is there space and may "
                            + command.log() + " be written?",
                    e);
        }
    }

    public String name() {
        return command.name();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public String id() {
        return "pid " + pid();
    }

    @Override
    public ServerLog log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean isGone() {
        return ProcessHandle.of(pid()).isEmpty();
    }

    /** The process and its descendants, parents first. */
    public List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    @Override
    public void awaitReady(Duration deadline, Callable<Boolean> probe) {
        await("start", deadline, probe, this::requireAlive);
    }

    /** As {@link #awaitReady}, when a line of the log holds this text. */
    public void awaitLine(String text, Duration deadline) {
        awaitReady(deadline, () -> log.holds(text));
    }

    /**
     * Returns when the process has ended with exit code 0: for tools.
     *
     * @throws EnvironmentException if it ends with another, or not by the deadline
     */
    public void awaitSuccess(Duration deadline) {
        await("end", deadline, () -> !process.isAlive(), () -> true);
        if (process.exitValue() != 0) {
            throw failed("ended with exit code " + process.exitValue());
        }
    }

    /** @throws EnvironmentException if the process has ended; the message has the last lines of its log */
    boolean requireAlive() {
        if (!process.isAlive()) {
            throw failed("ended with exit code " + process.exitValue() + " while it started");
        }
        return true;
    }

    private void await(String what, Duration deadline, Callable<Boolean> probe, Supplier<Boolean> guard) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(deadline)
                    .until(() -> guard.get() && probe.call());
        } catch (ConditionTimeoutException e) {
            throw failed("did not " + what + " within " + deadline.toSeconds() + " s");
        }
    }

    /**
     * Asks the process to end (SIGTERM) and waits until it has.
     *
     * @throws EnvironmentException if it has not by the deadline
     */
    public void stop(Duration deadline) {
        stop("TERM", deadline);
    }

    /** As {@link #stop(Duration)}, with the signal that this program wants for an orderly end. */
    public void stop(String signal, Duration deadline) {
        Signals.send(signal, List.of(process.toHandle()));
        await("stop", deadline, () -> !process.isAlive(), () -> true);
    }

    /** Kills the process and its descendants (SIGKILL), paused ones too, and waits until all are gone. */
    @Override
    public void kill() {
        List<ProcessHandle> tree = tree();
        tree.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(name(), tree, KILL_DEADLINE);
        // It has ended, and who asks this process for it shall hear so, too.
        await("end", KILL_DEADLINE, () -> !process.isAlive(), () -> true);
    }

    /** Returns when nothing of these processes runs any more. */
    static void awaitEnd(String name, List<ProcessHandle> processes, Duration deadline) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(deadline)
                    .until(() -> processes.stream().allMatch(process -> Signals.hasEnded(process.pid())));
        } catch (ConditionTimeoutException e) {
            String left = processes.stream()
                    .map(ProcessHandle::pid)
                    .filter(pid -> !Signals.hasEnded(pid))
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            throw new EnvironmentException(
                    "Process " + left + " of the " + name + " is still there after " + deadline.toSeconds() + " s.", e);
        }
    }

    /**
     * Pauses the process and its descendants (SIGSTOP), parents first, and returns when all stand still.
     *
     * @throws EnvironmentException if one does not
     */
    @Override
    public void pause() {
        // Level by level: a process that stands still starts no more children, and one that is just starting
        // a child stands still only when the child is under way.
        List<ProcessHandle> level = List.of(process.toHandle());
        while (!level.isEmpty()) {
            List<ProcessHandle> members = level;
            Signals.send("STOP", members);
            await(
                    "pause",
                    KILL_DEADLINE,
                    () -> members.stream().allMatch(member -> Signals.isStill(member.pid())),
                    () -> true);
            level = members.stream().flatMap(ProcessHandle::children).toList();
        }
    }

    /** Resumes what {@link #pause} paused, children first. */
    @Override
    public void resume() {
        List<ProcessHandle> childrenFirst = new ArrayList<>(tree());
        Collections.reverse(childrenFirst);
        Signals.send("CONT", childrenFirst);
        await("resume", KILL_DEADLINE, () -> tree().stream().noneMatch(p -> Signals.isStopped(p.pid())), () -> true);
    }

    /** Whether the process is in state T and no descendant runs either. */
    @Override
    public boolean isPaused() {
        return Signals.isStopped(pid()) && tree().stream().allMatch(member -> Signals.isStill(member.pid()));
    }

    /** A process is started once. */
    @Override
    public ServerProcess incarnation() {
        return this;
    }

    /** Kills it, if it still runs. */
    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private EnvironmentException failed(String what) {
        return new EnvironmentException(
                "The " + name() + " " + what + "; last lines of " + log.file() + ":\n" + log.lastLines(10));
    }
}
