package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Tag("container")
class WatchdogIT {

    @TempDir
    private Path logs;

    @Test
    void a_killed_measuring_process_leaves_no_server_behind() throws Exception {
        Process measuring = child(List.of("-D" + Choice.SETTING + "=process"));
        try {
            Path data = Path.of(awaitReady(measuring));
            List<ProcessHandle> servers = measuring.descendants().toList();
            // Watchdog, broker, postmaster and its children.
            assertThat(servers).hasSizeGreaterThan(8).allMatch(ProcessHandle::isAlive);
            measuring.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(servers).map(ProcessHandle::pid).allMatch(Signals::hasEnded));
            assertThat(data).doesNotExist();
        } finally {
            measuring.destroyForcibly();
        }
    }

    /** It takes this run's settings, the form among them: without an engine the child ends. */
    @Test
    @EnabledIf("inContainers")
    void a_killed_measuring_process_leaves_no_container_behind() throws Exception {
        Process measuring = child(Stream.of(Choice.SETTING, "twinstream.kafka.image", "twinstream.postgres.image")
                .filter(setting -> System.getProperty(setting) != null)
                .map(setting -> "-D" + setting + "=" + System.getProperty(setting))
                .toList());
        try {
            Path data = Path.of(awaitReady(measuring));
            RunContainers containers = RunContainers.of(data);
            DockerSocket docker = DockerSocket.here();
            assertThat(containers.ids(docker)).hasSize(2);
            measuring.destroyForcibly().waitFor();
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(containers.ids(docker)).isEmpty());
        } finally {
            measuring.destroyForcibly();
        }
    }

    static boolean inContainers() {
        return Choice.here().form() == Form.DOCKER;
    }

    private Process child(List<String> jvmOptions) throws IOException {
        ServerCommand child = ServerCommand.ofTestClasses(
                "child", logs.resolve("child.log"), jvmOptions, Child.class.getName(), List.of(logs.toString()));
        return new ProcessBuilder(child.words())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
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
            Form form = site.choice().form();
            List<Server> servers = List.of(Broker.in(form, site), Database.in(form, site));
            servers.forEach(Server::start);
            servers.get(1).pause();
            System.out.println("ready " + site.data());
            Thread.currentThread().join();
        }
    }
}
