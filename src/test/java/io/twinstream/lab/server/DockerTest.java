package io.twinstream.lab.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerTest {

    private static final String VERSION = "{\"Components\":[{\"Name\":\"Engine\",\"Version\":\"28.2.2\"}]}";

    @TempDir
    private Path folder;

    private ServerSocketChannel engine;
    private Path socket;

    @BeforeEach
    void listen() throws IOException {
        socket = folder.resolve("docker.sock");
        engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterEach
    void end() throws IOException {
        engine.close();
    }

    @Test
    void an_engine_shows_its_version() throws Exception {
        CompletableFuture<String> request = answerOnce("HTTP/1.0 200 OK\r\nServer: Docker\r\n\r\n" + VERSION);

        Docker docker = Docker.look(new DockerSocket(socket));

        assertThat(docker).isEqualTo(new Docker("28.2.2", ""));
        assertThat(docker.answers()).isTrue();
        assertThat(request.get()).startsWith("GET /version HTTP/1.0\r\n");
    }

    @Test
    void a_refusal_is_an_answer() throws Exception {
        CompletableFuture<String> request = answerOnce("HTTP/1.0 404 Not Found\r\n\r\n{\"message\":\"no such image\"}");

        assertThat(new DockerSocket(socket).ask("GET", "/images/x/json"))
                .isEqualTo(new DockerSocket.Answer(404, "{\"message\":\"no such image\"}"));
        assertThat(request).isCompleted();
    }

    @Test
    void somebody_else_is_no_engine() throws Exception {
        CompletableFuture<String> request = answerOnce("SSH-2.0\r\n");

        assertThatIOException()
                .isThrownBy(() -> Docker.look(new DockerSocket(socket)))
                .withMessage("the Docker engine at " + socket + " does not answer (not HTTP: SSH-2.0); start it again");
        assertThat(request).isCompleted();
    }

    @Test
    void a_socket_that_nobody_listens_on_is_reported_in_half_a_sentence() throws IOException {
        engine.close();

        assertThatIOException()
                .isThrownBy(() -> Docker.look(new DockerSocket(socket)))
                .withMessage(
                        "the Docker engine at " + socket + " does not answer (Connection refused); start it again");
    }

    @Test
    void a_socket_that_is_not_there_is_reported_in_half_a_sentence() {
        Path absent = folder.resolve("absent.sock");

        assertThatIOException()
                .isThrownBy(() -> Docker.look(new DockerSocket(absent)))
                .withMessage("there is no Docker engine, for nothing is at " + absent + "; start Docker");
    }

    @Test
    void the_variable_of_docker_names_the_socket() throws IOException {
        assertThat(DockerSocket.of("unix:///some/docker.sock", "/home/me", null).path())
                .isEqualTo(Path.of("/some/docker.sock"));
    }

    @Test
    void without_the_variable_the_first_that_is_there_is_taken() throws IOException {
        assertThat(DockerSocket.of(null, "/home/me", folder.toString()).path())
                .isEqualTo(Files.exists(Path.of("/var/run/docker.sock")) ? Path.of("/var/run/docker.sock") : socket);
    }

    @Test
    void an_engine_elsewhere_is_refused() {
        assertThatIOException()
                .isThrownBy(() -> DockerSocket.of("tcp://far:2375", "/home/me", null))
                .withMessageStartingWith("DOCKER_HOST is tcp://far:2375, and only an engine on this machine");
    }

    private CompletableFuture<String> answerOnce(String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (SocketChannel client = engine.accept()) {
                ByteBuffer request = ByteBuffer.allocate(1024);
                client.read(request);
                client.write(UTF_8.encode(answer));
                return new String(request.array(), 0, request.position(), UTF_8);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
