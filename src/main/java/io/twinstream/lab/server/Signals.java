package io.twinstream.lab.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Signals that Java has no word for, and the state of a process as Linux shows it. */
public final class Signals {

    private Signals() {}

    /** Sends a signal by its name without SIG: {@code STOP}. */
    static void send(String signal, Collection<ProcessHandle> processes) {
        // The shell's own kill: the program of that name is not installed everywhere. One may be gone by now, so its
        // answer says nothing; what came of it is read from the processes' states.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -s " + signal + " \"$@\"", "kill"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot run sh to send " + signal + ": " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while sending " + signal + ".", e);
        }
    }

    /** Whether the process was made to stand still (state T). One that is gone was not. */
    static boolean isStopped(long pid) {
        return state(pid) == 'T';
    }

    /**
     * Whether the process does nothing: it stands still, or it has ended. One that ended under a parent that stands
     * still stays a zombie (state Z) until the parent goes on.
     */
    static boolean isStill(long pid) {
        return switch (state(pid)) {
            case 'T', 'Z', 'X' -> true;
            default -> false;
        };
    }

    /**
     * Whether nothing of the process runs any more. Where nobody fetches its exit code, as in a container whose first
     * process does not, it stays a zombie.
     */
    public static boolean hasEnded(long pid) {
        return switch (state(pid)) {
            case 'X' -> true;
            case 'Z' -> isAlone(pid);
            default -> false;
        };
    }

    /** The first thread of a process can be a zombie while others still end. */
    private static boolean isAlone(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.count() <= 1;
        } catch (IOException | UncheckedIOException e) {
            return true; // it is gone by now
        }
    }

    /** The state letter of the process; 'X' if it is gone. */
    static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name in brackets may hold anything, brackets too.
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (NoSuchFileException e) {
            return 'X';
        } catch (IOException e) {
            // The process ended between open and read.
            return 'X';
        }
    }
}
