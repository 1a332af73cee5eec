package io.twinstream.sink;

import io.twinstream.tick.Parsed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes rows and dead letters to PostgreSQL by group commit, and counts them in the journal. Both engines and the floor
 * use it. A thread of its own writes: one group of rows is in flight, and as soon as it is committed, whatever has come
 * meanwhile is the next. So a row waits for no more than one commit besides its own, and the busier the stream the
 * larger the groups. Large ones are copied, but where rows have a key and those before them were not all new: COPY cannot
 * pass over a row that is there. One that it stumbles upon sends the group the other way. All calls come from one other
 * thread.
 *
 * <p>A replayed row changes nothing, except in mode APPEND: there it stands twice. A replayed dead letter never changes
 * anything. In mode LEDGER the rows of a partition have to come from one writer, in the order of their offsets: rows
 * below the ledger's offset are taken for replayed.
 *
 * <p>A database that fails because of its state, not of the data, is tried again with back-off, on a new connection and
 * for about a minute. In mode APPEND a lost connection during the commit ends the attempts: the rows may be there, and
 * writing them again would double them. In mode LEDGER a writer fails once another has written to its partition. A
 * writer that has failed writes nothing any more, and each call throws what it failed of.
 */
public final class TickWriter implements AutoCloseable {

    /** How long a database that fails is tried again, counted from the first failure of a group. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How long a closed writer waits for its thread: a connection that is just being made is given up after 10 s. */
    private static final long CLOSING_SECONDS = 12;

    private final SinkSettings settings;
    private final GroupCommit commits;
    private final Consumer<Throwable> onFailure;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when there may be a group to write. */
    private final Condition work = lock.newCondition();

    /** Signalled when there may be room, or nothing left to write. */
    private final Condition progress = lock.newCondition();

    // The thread's.
    private TickBuffer inFlight;

    // All below is guarded by the lock.
    private TickBuffer waiting;
    private long oldest;
    private long epoch;
    private boolean started;
    private boolean busy;
    private boolean flushing;
    private boolean closed;
    private Throwable failure;

    /**
     * Connects when there is something to write.
     *
     * @param writer names the writer in the journal, for example {@code spark-2} for partition 2
     * @param attempt how often the engine has started it
     */
    public TickWriter(SinkSettings settings, String writer, int attempt) {
        this(settings, writer, attempt, failure -> {});
    }

    /**
     * Likewise.
     *
     * @param onFailure hears from the writer's thread what it failed of, once
     */
    public TickWriter(SinkSettings settings, String writer, int attempt, Consumer<Throwable> onFailure) {
        this(settings, writer, attempt, onFailure, PATIENCE);
    }

    TickWriter(SinkSettings settings, String writer, int attempt, Consumer<Throwable> onFailure, Duration patience) {
        this.settings = settings;
        this.commits = new GroupCommit(settings, writer, attempt, patience);
        this.onFailure = onFailure;
        this.waiting = new TickBuffer(settings.flushRows());
        this.inFlight = new TickBuffer(settings.flushRows());
        this.thread = new Thread(this::run, "writer " + writer);
        thread.setDaemon(true);
    }

    /** The checkpoint or batch that following rows belong to, for the journal. To be set after a flush. */
    public void epoch(long epoch) {
        lock.lock();
        try {
            this.epoch = epoch;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a row or letter to the writer; waits for room if as many wait as a group may have.
     *
     * @throws SQLException if the database refused rows, these or earlier ones; or if the thread was interrupted
     */
    public void write(Parsed parsed) throws SQLException {
        lock.lock();
        try {
            while (isOpen() && waiting.isFull()) {
                progress.await();
            }
            requireOpen();
            if (waiting.isEmpty()) {
                oldest = System.nanoTime();
                start();
                work.signal();
            }
            waiting.add(parsed);
            if (waiting.isFull()) {
                work.signal();
            }
        } catch (InterruptedException e) {
            throw ended(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until every row that was given is durable and visible.
     *
     * @throws SQLException if the database refused rows: not all of them are; or if the thread was interrupted
     */
    public void flush() throws SQLException {
        lock.lock();
        try {
            flushing = true;
            work.signal();
            while (isOpen() && (busy || !waiting.isEmpty())) {
                progress.await();
            }
            requireOpen();
        } catch (InterruptedException e) {
            throw ended(e);
        } finally {
            flushing = false;
            lock.unlock();
        }
    }

    private void start() {
        if (!started) {
            started = true;
            thread.start();
        }
    }

    private static SQLException ended(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SQLException("The task was ended while the database was waited for.", e);
    }

    private boolean isOpen() {
        return failure == null && !closed;
    }

    private void requireOpen() throws SQLException {
        if (failure instanceof SQLException refused) {
            throw refused;
        } else if (failure instanceof RuntimeException mistaken) {
            throw mistaken;
        } else if (failure instanceof Error grave) {
            throw grave;
        } else if (closed) {
            throw new IllegalStateException("This writer is closed.");
        }
    }

    private void run() {
        try {
            while (takeGroup()) {
                commits.commit(inFlight);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it was closed
        } catch (SQLException | RuntimeException | Error e) {
            fail(e);
        } finally {
            commits.close();
        }
    }

    /** Waits for rows that are due and takes them; false if the writer was closed. */
    private boolean takeGroup() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            inFlight.clear();
            busy = false;
            progress.signal();
            for (long left = nanosUntilDue(); left > 0 && !closed; left = nanosUntilDue()) {
                if (left == Long.MAX_VALUE) {
                    work.await();
                } else {
                    var unused = work.awaitNanos(left);
                }
            }
            if (closed) {
                return false;
            }
            TickBuffer taken = waiting;
            waiting = inFlight;
            inFlight = taken;
            commits.epoch(epoch);
            busy = true;
            progress.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntilDue() {
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return flushing || waiting.isFull() ? 0 : settings.flushInterval().toNanos() - (System.nanoTime() - oldest);
    }

    private void fail(Throwable e) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            failure = e;
            progress.signal();
        } finally {
            lock.unlock();
        }
        onFailure.accept(e);
    }

    /**
     * Ends the writer and its connection, and drops what is not written: what must be kept is flushed first. A group in
     * flight is broken off; whether it is committed is not known.
     */
    @Override
    public void close() {
        boolean brokenOff;
        lock.lock();
        try {
            closed = true;
            brokenOff = busy;
            work.signal();
            progress.signal();
        } finally {
            lock.unlock();
        }
        if (brokenOff) {
            thread.interrupt();
            commits.abort();
        }
        join();
    }

    /** Also if the caller's own thread is interrupted: nothing of a writer may be left behind. */
    private void join() {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
        for (long left = end - System.nanoTime(); thread.isAlive() && left > 0; left = end - System.nanoTime()) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
