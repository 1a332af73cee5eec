package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Watchdog watchdog;

    @BeforeEach
    void start() throws IOException {
        watchdog = Watchdog.start(
                Files.createDirectory(folder.resolve("data")), Form.PROCESS, folder.resolve("watchdog.log"));
    }

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void a_process_that_dies_during_its_start_is_reported_at_once_with_its_last_words() {
        ServerProcess process = sh("echo no such bean >&2; exit 3");
        assertThatThrownBy(() -> process.awaitLine("ready", Duration.ofMinutes(5)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("The thing ended with exit code 3 while it started")
                .hasMessageContaining("thing.log")
                .hasMessageEndingWith("no such bean");
    }

    @Test
    void a_process_that_is_never_ready_is_reported_when_the_deadline_is_over() {
        ServerProcess process = sh("echo warming up; exec sleep 1000");
        process.awaitLine("warming up", SOON);
        assertThatThrownBy(() -> process.awaitLine("ready", Duration.ofSeconds(1)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("The thing did not start within 1 s")
                .hasMessageEndingWith("warming up");
    }

    @Test
    void a_process_that_was_started_again_is_not_ready_by_its_former_words() {
        sh("echo ready; sleep 0.1").awaitSuccess(SOON);
        ServerProcess again = sh("exec sleep 1000");
        assertThat(again.log().holds("ready")).isFalse();
        assertThat(again.log().lastLines(3)).isEqualTo("(nothing)");
    }

    @Test
    void a_kill_takes_the_children_and_those_that_have_a_session_of_their_own() {
        ServerProcess process = sh("sleep 1000 & setsid sleep 1000 & echo ready; wait");
        process.awaitLine("ready", SOON);
        await().atMost(SOON).until(() -> process.tree().size() >= 3);
        List<ProcessHandle> tree = process.tree();
        process.pause();
        assertThat(process.isPaused()).isTrue();
        process.kill();
        assertThat(tree).map(ProcessHandle::pid).allMatch(Signals::hasEnded);
    }

    @Test
    void a_resumed_process_goes_on() {
        ServerProcess process = sh("while :; do echo tick; sleep 0.05; done");
        process.awaitLine("tick", SOON);
        // Children come and go all the time: each round meets them in another state.
        for (int round = 0; round < 20; round++) {
            process.pause();
            assertThat(process.isPaused()).isTrue();
            process.resume();
        }
        process.pause();
        int ticks = process.log().lines().size();
        process.resume();
        process.awaitReady(SOON, () -> process.log().lines().size() > ticks + 1);
        assertThat(process.isPaused()).isFalse();
    }

    @Test
    void a_process_that_ignores_the_request_to_stop_is_reported() {
        ServerProcess process = sh("trap '' TERM; echo ready; while :; do sleep 1; done");
        process.awaitLine("ready", SOON);
        assertThatThrownBy(() -> process.stop(Duration.ofSeconds(1)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("The thing did not stop within 1 s");
        process.kill();
    }

    @Test
    void a_program_that_is_not_there_is_named() {
        ServerProcess process = start(List.of("no-such-program"));
        assertThatThrownBy(() -> process.awaitLine("ready", SOON))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("no-such-program");
    }

    @Test
    void a_log_that_cannot_be_written_is_reported_in_one_sentence() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> ServerProcess.start(
                        new ServerCommand("thing", List.of("true"), Map.of(), file.resolve("thing.log")), watchdog))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("The thing did not start")
                .hasMessageContaining("thing.log");
    }

    @Test
    void what_is_left_at_the_end_is_killed_and_the_data_are_deleted() throws IOException {
        Files.writeString(folder.resolve("data/row"), "1");
        ServerProcess process = sh("sleep 1000 & setsid sleep 1000 & echo ready; wait");
        process.awaitLine("ready", SOON);
        await().atMost(SOON).until(() -> process.tree().size() >= 3);
        List<ProcessHandle> tree = process.tree();
        watchdog.close();
        assertThat(tree).map(ProcessHandle::pid).allMatch(Signals::hasEnded);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_process_whose_exit_code_nobody_fetches_has_ended() {
        ServerProcess parent = sh("sleep 0 & exec sleep 1000");
        await().atMost(SOON).until(() -> parent.tree().size() == 2);
        ProcessHandle child = parent.tree().get(1);

        ServerProcess.awaitEnd("child", List.of(child), SOON);

        assertThat(child.isAlive()).as("it is a zombie").isTrue();
    }

    private ServerProcess sh(String script) {
        return start(List.of("sh", "-c", script));
    }

    private ServerProcess start(List<String> words) {
        return ServerProcess.start(new ServerCommand("thing", words, Map.of(), folder.resolve("thing.log")), watchdog);
    }
}
