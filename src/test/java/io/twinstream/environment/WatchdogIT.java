package io.twinstream.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogIT {

    @TempDir
    private Path logs;

    @Test
    void a_killed_measuring_process_leaves_no_server_behind() throws Exception {
        ServerCommand child = ServerCommand.ofTestClasses(
                "child", logs.resolve("child.log"), List.of(), Child.class.getName(), List.of(logs.toString()));
        Process measuring = new ProcessBuilder(child.words())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Path data = Path.of(awaitReady(measuring));
            List<ProcessHandle> servers = measuring.descendants().toList();
            // Watchdog, broker, postmaster and its children.
            assertThat(servers).hasSizeGreaterThan(8).allMatch(ProcessHandle::isAlive);
            measuring.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
            assertThat(data).doesNotExist();
        } finally {
            measuring.destroyForcibly();
        }
    }

    private static String awaitReady(Process measuring) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader out = measuring.inputReader();
        for (String line; (line = out.readLine()) != null; lines.add(line)) {
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length());
            }
        }
        throw new AssertionError("the child ended: " + lines);
    }

    /** Starts a broker and a paused database, and waits to be killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws InterruptedException {
            Site site = Site.open(Path.of(args[0]));
            List<Server> servers = List.of(new Broker(site), new Database(site));
            servers.forEach(Server::start);
            servers.get(1).pause();
            System.out.println("ready " + site.data());
            Thread.currentThread().join();
        }
    }
}
