package io.twinstream.lab.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a proxy does at the moment to what passes. Who waits for it looks again whenever it changes. */
final class Toxics {

    private static final int PIECES_A_SECOND = 20;

    private long latencyNanos;
    private long bytesPerSecond;
    private boolean blackHole;
    private boolean resetting;

    synchronized void latency(Duration delay) {
        latencyNanos = delay.toNanos();
        notifyAll();
    }

    synchronized void bandwidth(int kilobytesPerSecond) {
        if (kilobytesPerSecond < 1) {
            throw new IllegalArgumentException("a bandwidth of " + kilobytesPerSecond + " KB/s; take timeout()");
        }
        bytesPerSecond = kilobytesPerSecond * 1_000L;
        notifyAll();
    }

    synchronized void timeout() {
        blackHole = true;
    }

    synchronized void resetPeer() {
        resetting = true;
    }

    synchronized void clear() {
        latencyNanos = 0;
        bytesPerSecond = 0;
        blackHole = false;
        resetting = false;
        notifyAll();
    }

    synchronized boolean resetting() {
        return resetting;
    }

    /** Whether what comes now has to wait. */
    synchronized boolean holding() {
        return blackHole || latencyNanos > 0 || bytesPerSecond > 0;
    }

    /** How many bytes may pass in one piece: few where there is a bandwidth, so that they trickle. */
    synchronized int piece() {
        return bytesPerSecond == 0 ? Integer.MAX_VALUE : (int) Math.max(1, bytesPerSecond / PIECES_A_SECOND);
    }

    /**
     * Waits until these bytes may pass.
     *
     * @param came when they came, by {@link System#nanoTime}
     * @return whether they had to wait
     */
    synchronized boolean await(long came, int bytes) throws InterruptedException {
        long begun = System.nanoTime();
        boolean waited = false;
        while (blackHole || nanosLeft(came, begun, bytes) > 0) {
            waited = true;
            if (blackHole) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, nanosLeft(came, begun, bytes));
            }
        }
        return waited;
    }

    private long nanosLeft(long came, long begun, int bytes) {
        long now = System.nanoTime();
        long delayed = came + latencyNanos - now;
        long trickled = bytesPerSecond == 0 ? 0 : begun + TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond - now;
        return Math.max(delayed, trickled);
    }
}
