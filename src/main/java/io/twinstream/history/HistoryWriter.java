package io.twinstream.history;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Appends facts to a new file, one a line, compressed. Any thread may append and none waits for the disk: one thread of
 * the writer's own writes, and at least every 200 ms what it wrote can be read, even if the process is killed.
 */
public final class HistoryWriter implements Consumer<Fact>, AutoCloseable {

    /** The name of a history in a trial's folder. */
    public static final String FILE = "history.jsonl.gz";

    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int BUFFER = 1 << 16;

    private final Path file;
    /** Empty: nothing follows. */
    private final BlockingQueue<Optional<Fact>> queue = new LinkedBlockingQueue<>();

    private final Thread drain;
    private final OutputStream out;
    private volatile IOException failure;
    private boolean begun;
    private boolean closed;

    /**
     * Begins a history.
     *
     * @param file is created
     * @throws IOException if the file exists or cannot be created
     */
    public HistoryWriter(Path file) throws IOException {
        this(file, Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    HistoryWriter(Path file, OutputStream disk) throws IOException {
        this.file = file;
        out = new BufferedOutputStream(new GZIPOutputStream(disk, BUFFER, true), BUFFER);
        drain = new Thread(this::drain, "history");
        drain.setDaemon(true);
        drain.start();
    }

    /**
     * Appends a fact.
     *
     * @throws UncheckedIOException if the file could not be written; the fact is not in it
     * @throws IllegalStateException if the writer is closed, or the first fact is not the trial
     */
    @Override
    public synchronized void accept(Fact fact) {
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
        if (closed) {
            throw new IllegalStateException("The history " + file + " is closed.");
        }
        if (!begun && !(fact instanceof Fact.Trial)) {
            throw new IllegalStateException("The first fact of a history is its trial.");
        }
        begun = true;
        queue.add(Optional.of(fact));
    }

    /**
     * Writes what is left and closes the file.
     *
     * @throws IOException if a fact could not be written
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(Optional.empty());
            }
        }
        try {
            drain.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("Interrupted while " + file + " was written.").initCause(e);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void drain() {
        try (out) {
            write();
        } catch (IOException | RuntimeException e) {
            failure = new IOException("The history " + file + " cannot be written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            failure = new IOException("The history " + file + " is cut off: its thread was interrupted.", e);
        }
    }

    private void write() throws IOException, InterruptedException {
        long since = 0;
        boolean dirty = false;
        while (true) {
            Optional<Fact> next =
                    dirty ? queue.poll(FLUSH_NANOS - (System.nanoTime() - since), TimeUnit.NANOSECONDS) : queue.take();
            if (next != null && next.isEmpty()) {
                return;
            }
            if (next != null) {
                out.write(FactJson.write(next.get()));
                out.write('\n');
                since = dirty ? since : System.nanoTime();
                dirty = true;
            }
            if (dirty && System.nanoTime() - since >= FLUSH_NANOS) {
                out.flush();
                dirty = false;
            }
        }
    }
}
