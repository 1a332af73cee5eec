package io.twinstream.lab.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A TCP proxy on 127.0.0.1 that breaks what passes through it, in the words of Toxiproxy's toxics. Toxics add up until
 * they are cleared. Where both ends of a connection know only the proxy's port, the network between them is what it
 * says.
 *
 * <p>One thing is not Toxiproxy's: its {@code timeout} drops what it swallows and then closes the connection. Here what
 * is held back is delivered when the toxic is cleared, as TCP does it when packets were dropped for a while: it sends
 * them again.
 */
public final class Proxy implements AutoCloseable {

    private final int upstreamPort;
    private final ServerSocket listener;
    private final CompletableFuture<Void> accepting;
    private final Toxics toxics = new Toxics();
    private final Traffic traffic = new Traffic();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    });

    private Proxy(int port, int upstreamPort) throws IOException {
        this.upstreamPort = upstreamPort;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        accepting = CompletableFuture.runAsync(this::accept, threads);
    }

    /**
     * Listens on a port and lets everything through to another.
     *
     * @throws UncheckedIOException if somebody listens on the port already
     */
    public static Proxy open(int port, int upstreamPort) {
        try {
            return new Proxy(port, upstreamPort);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private void accept() {
        try {
            while (true) {
                admit(listener.accept());
            }
        } catch (IOException e) {
            // The listener was closed: nobody comes any more.
        }
    }

    private void admit(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, toxics, traffic, threads);
        traffic.connections.increment();
        connections.add(connection);
        if (toxics.resetting()) {
            reset(connection);
        } else {
            connection.open(upstreamPort, () -> connections.remove(connection));
        }
    }

    /** Delays each chunk by this much on its way; their order stays. */
    public void latency(Duration delay) {
        toxics.latency(delay);
    }

    /** Lets so much through a second, on each connection and in each direction. */
    public void bandwidth(int kilobytesPerSecond) {
        toxics.bandwidth(kilobytesPerSecond);
    }

    /**
     * A black hole: nothing gets through in either direction, not even the end of a connection. Connections stay open,
     * new ones are accepted and get no answer. What is sent into it is held back, as far as the buffers reach, and
     * delivered when it is cleared.
     */
    public void timeout() {
        toxics.timeout();
    }

    /** Ends all connections with RST at both ends, and new ones as soon as they come. What was under way is lost. */
    public void resetPeer() {
        toxics.resetPeer();
        connections.forEach(this::reset);
    }

    private void reset(ProxiedConnection connection) {
        if (connections.remove(connection) && connection.close()) {
            traffic.resets.increment();
        }
    }

    /** Lets everything through again, at once and in order. */
    public void clear() {
        toxics.clear();
    }

    /** Bytes handed on, in both directions. */
    public long bytesForwarded() {
        return traffic.forwarded.sum();
    }

    /** Bytes that have had to wait for a toxic, in both directions; those that wait now are among them. */
    public long bytesHeld() {
        return traffic.held.sum();
    }

    /** Connections that were ended by {@link #resetPeer}. */
    public long resets() {
        return traffic.resets.sum();
    }

    /** Connections that were accepted. */
    public long connections() {
        return traffic.connections.sum();
    }

    /** Stops listening and ends all connections. */
    @Override
    public void close() {
        try {
            listener.close();
            // The kernel goes on listening until the thread that accepts has come back from its call.
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.forEach(ProxiedConnection::close);
            threads.shutdownNow();
        }
    }
}
