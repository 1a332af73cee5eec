package io.twinstream.lab.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * Writes what a container prints to a file, as a process would by itself. Docker keeps the lines of all its
 * incarnations, each with a time, and prints them from the first again: what was written already is known by its time.
 */
final class ContainerLog {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final DockerClient docker;
    private final String container;
    private final Path file;
    private volatile Instant written = Instant.EPOCH;
    private Lines follower;

    ContainerLog(DockerClient docker, String container, Path file) {
        this.docker = docker;
        this.container = container;
        this.file = file;
    }

    /** Writes on, from where the incarnation before has ended until this one does. */
    void follow() {
        Instant before = written;
        follower = command().withFollowStream(true).exec(new Lines(line -> {
            if (line.time().isAfter(before)) {
                write(line);
            }
        }));
    }

    /** Returns when all that the ended incarnation has printed is in the file. */
    void awaitEnd() {
        await(follower);
    }

    /** Returns when all that the container has printed by now is in the file. */
    void catchUp() {
        Lines last = command().withTail(1).exec(new Lines(line -> {}));
        await(last);
        Awaitility.await("the log of the container in " + file)
                .atMost(DEADLINE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !written.isBefore(last.newest));
    }

    private LogContainerCmd command() {
        return docker.logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .withTimestamps(true)
                .withSince((int) written.getEpochSecond());
    }

    private static void await(Lines lines) {
        try {
            if (!lines.awaitCompletion(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new EnvironmentException(
                        "Docker has not reported the end of a container's log within " + DEADLINE.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while reading a container's log.", e);
        }
    }

    private void write(Line line) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(line.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = line.time();
    }

    private record Line(Instant time, String text) {}

    /** Puts lines together: they arrive in pieces, those of one stream in their order. */
    private static final class Lines extends ResultCallback.Adapter<Frame> {

        private final Consumer<Line> reader;
        private final Map<StreamType, ByteArrayOutputStream> pieces = new EnumMap<>(StreamType.class);
        private volatile Instant newest = Instant.EPOCH;

        Lines(Consumer<Line> reader) {
            this.reader = reader;
        }

        @Override
        public void onNext(Frame frame) {
            ByteArrayOutputStream begun =
                    pieces.computeIfAbsent(frame.getStreamType(), s -> new ByteArrayOutputStream());
            for (byte b : frame.getPayload()) {
                begun.write(b);
                if (b == '\n') {
                    read(begun.toString(StandardCharsets.UTF_8));
                    begun.reset();
                }
            }
        }

        private void read(String text) {
            int space = text.indexOf(' ');
            Line line = new Line(Instant.parse(text.substring(0, space)), text.substring(space + 1));
            newest = line.time();
            reader.accept(line);
        }
    }
}
