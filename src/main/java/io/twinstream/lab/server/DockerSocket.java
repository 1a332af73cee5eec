package io.twinstream.lab.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The socket of a Docker engine on this machine, asked by the JDK alone. What goes wrong is reported in half a
 * sentence.
 */
public record DockerSocket(Path path) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What the engine answered. */
    public record Answer(int status, String body) {}

    /**
     * The socket that DOCKER_HOST names, else the first that is there of those that Docker's installations have.
     *
     * @throws IOException if DOCKER_HOST names no socket of this machine
     */
    public static DockerSocket here() throws IOException {
        return of(System.getenv("DOCKER_HOST"), System.getProperty("user.home"), System.getenv("XDG_RUNTIME_DIR"));
    }

    static DockerSocket of(String dockerHost, String home, String runtime) throws IOException {
        if (dockerHost != null && !dockerHost.isBlank()) {
            if (!dockerHost.startsWith("unix://")) {
                throw new IOException("DOCKER_HOST is " + dockerHost
                        + ", and only an engine on this machine publishes ports on 127.0.0.1; set it to unix://SOCKET");
            }
            return new DockerSocket(Path.of(URI.create(dockerHost).getPath()));
        }
        Path usual = Path.of("/var/run/docker.sock");
        return new DockerSocket(Stream.of(
                        usual,
                        Path.of(runtime == null ? "/run" : runtime, "docker.sock"),
                        Path.of(home, ".docker", "run", "docker.sock"),
                        Path.of(home, ".docker", "desktop", "docker.sock"))
                .filter(Files::exists)
                .findFirst()
                .orElse(usual));
    }

    /**
     * One request and its whole answer.
     *
     * @param target path and query: {@code /version}
     * @throws IOException if there is no engine, if it may not be asked, or if it does not begin to answer within 15 s
     */
    public Answer ask(String method, String target) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("there is no Docker engine, for nothing is at " + path + "; start Docker");
        }
        if (!Files.isWritable(path)) {
            throw new IOException("this user has no permission on " + path
                    + "; join the group that owns it, usually docker, or run as another user");
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            // HTTP 1.0: the answer is not chunked, and ends with the connection.
            channel.write(UTF_8.encode(method + " " + target + " HTTP/1.0\r\nHost: docker\r\n\r\n"));
            return parsed(new String(answer(Channels.newInputStream(channel)), UTF_8));
        } catch (IOException e) {
            throw new IOException(
                    "the Docker engine at " + path + " does not answer (" + e.getMessage() + "); start it again", e);
        }
    }

    /** The first byte has to come soon; a pull, once it has begun, may take long. */
    private static byte[] answer(InputStream in) throws IOException {
        CompletableFuture<byte[]> first = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        first.complete(in.readNBytes(1));
                    } catch (IOException e) {
                        first.completeExceptionally(e);
                    }
                },
                "docker-socket");
        reader.setDaemon(true);
        reader.start();
        try {
            return new SequenceInputStream(
                            new ByteArrayInputStream(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)), in)
                    .readAllBytes();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("silent for " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Answer parsed(String text) throws IOException {
        String[] halves = text.split("\r\n\r\n", 2);
        String[] status = halves[0].split(" ", 3);
        if (halves.length < 2 || status.length < 2 || !status[1].matches("\\d{3}")) {
            throw new IOException("not HTTP: " + text.lines().findFirst().orElse("nothing"));
        }
        return new Answer(Integer.parseInt(status[1]), halves[1]);
    }
}
