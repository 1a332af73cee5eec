package io.twinstream.feed;

import io.twinstream.tick.MalformedTickException;
import io.twinstream.tick.Tick;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A file of {@link RecordedTick}s that grows line by line. Whatever ends the program, the lines so far are whole. */
public final class Recording implements TickOutput, AutoCloseable {

    private final Path file;
    // Not a channel: an interrupt closes that.
    private final RandomAccessFile lines;

    private Recording(Path file, RandomAccessFile lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Starts a recording.
     *
     * @throws FeedException if the file exists, for a recording is never overwritten, or cannot be written
     */
    public static Recording create(Path file) {
        try {
            Files.createFile(file);
            return new Recording(file, new RandomAccessFile(file.toFile(), "rw"));
        } catch (FileAlreadyExistsException e) {
            throw new FeedException(file + " exists already; name a new file or move the old one away.");
        } catch (IOException e) {
            throw new FeedException("Cannot write " + file + " (" + reason(e) + "); name a file in a folder that is"
                    + " there and may be written.");
        }
    }

    /**
     * Reads a whole recording; empty lines are skipped.
     *
     * @throws FeedException if the file cannot be read, a line is no tick, or there is no line
     */
    public static List<RecordedTick> read(Path file) {
        byte[] bytes = bytes(file);
        List<RecordedTick> ticks = new ArrayList<>();
        int number = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            byte[] line = Arrays.copyOfRange(bytes, start, end);
            if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
                ticks.add(tick(file, number, line));
            }
            start = end + 1;
        }
        if (ticks.isEmpty()) {
            throw new FeedException(file + " holds no tick; record one with the command record.");
        }
        return ticks;
    }

    /** Appends the tick as polled now. */
    @Override
    public synchronized CompletableFuture<?> send(Tick tick, Instant scheduled) {
        String line = new RecordedTick(Instant.now().truncatedTo(ChronoUnit.MICROS), tick).line() + "\n";
        try {
            append(line.getBytes(StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new FeedException("cannot write " + file + " (" + reason(e) + ")"));
        }
    }

    /** Keeps the lines; a recording without any is removed. */
    @Override
    public void close() {
        try (lines) {
            if (lines.length() == 0) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new FeedException("Cannot finish " + file + " (" + reason(e) + "); make room and record again.");
        }
    }

    private void append(byte[] line) throws IOException {
        long whole = lines.getFilePointer();
        try {
            lines.write(line);
        } catch (IOException e) {
            // A full disk takes half a line, which would spoil the next one.
            lines.setLength(whole);
            throw e;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new FeedException("There is no file " + file + "; record one with the command record.");
        } catch (IOException e) {
            throw new FeedException("Cannot read " + file + " (" + reason(e) + "); name a readable recording.");
        }
    }

    private static RecordedTick tick(Path file, int number, byte[] line) {
        try {
            return RecordedTick.of(line);
        } catch (MalformedTickException e) {
            throw new FeedException(file + ", line " + number + ", is not a recorded tick: " + e.getMessage()
                    + "; nothing was sent, mend or remove the line.");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder does not exist";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
