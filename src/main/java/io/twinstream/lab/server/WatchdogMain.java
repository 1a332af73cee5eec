package io.twinstream.lab.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The watchdog's own process: reads a pid a line, answers with the pid, and at the end of its input kills them all, and
 * removes the run's containers. It stands on the JDK alone.
 */
final class WatchdogMain {

    private static final int LOOKS_A_SECOND = 5;

    private WatchdogMain() {}

    public static void main(String[] args) throws IOException {
        // A process handle carries the start time: a pid that was given to another process since is left alone.
        List<ProcessHandle> registered = new ArrayList<>();
        try (BufferedReader pids = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String pid; (pid = pids.readLine()) != null; ) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(registered::add);
                System.out.println(pid);
            }
        } finally {
            end(registered);
            Path data = Path.of(args[0]);
            if (Form.DOCKER.id().equals(args[1])) {
                removeContainers(RunContainers.of(data));
            }
            delete(data);
        }
    }

    private static void end(List<ProcessHandle> registered) {
        List<ProcessHandle> all = new ArrayList<>();
        for (ProcessHandle process : registered) {
            // Listed before the parent dies: orphans belong to somebody else.
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
            all.add(process);
            all.addAll(descendants);
        }
        all.forEach(WatchdogMain::awaitEnd);
    }

    /**
     * Until there have been none for a second: one may be in the making, and one that is being removed is still there
     * for a while. What the engine refuses it is asked again.
     */
    private static void removeContainers(RunContainers containers) {
        Instant deadline = Instant.now().plusSeconds(20);
        String trouble = "the engine still lists some";
        for (int none = 0; none <= LOOKS_A_SECOND; ) {
            if (Instant.now().isAfter(deadline)) {
                System.err.println("Containers of " + containers.run() + " may still be there: " + trouble);
                return;
            }
            try {
                DockerSocket docker = DockerSocket.here();
                none = containers.ids(docker).isEmpty() ? none + 1 : 0;
                containers.remove(docker);
            } catch (IOException e) {
                trouble = e.getMessage();
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / LOOKS_A_SECOND);
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!Signals.hasEnded(process.pid())) {
            if (Instant.now().isAfter(deadline)) {
                System.err.println("Process " + process.pid() + " is still there.");
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
