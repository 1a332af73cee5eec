package io.twinstream.lab.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's connection through the proxy to the server, both directions. */
final class ProxiedConnection {

    private final Socket client;
    private final Socket server = new Socket();
    private final Toxics toxics;
    private final ExecutorService threads;
    private final Flow toServer;
    private final Flow toClient;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger directions = new AtomicInteger(2);
    private final List<Future<?>> work = new CopyOnWriteArrayList<>();
    private volatile Runnable whenClosed = () -> {};

    ProxiedConnection(Socket client, Toxics toxics, Traffic traffic, ExecutorService threads) {
        this.client = client;
        this.toxics = toxics;
        this.threads = threads;
        this.toServer = new Flow(toxics, traffic);
        this.toClient = new Flow(toxics, traffic);
    }

    /** Begins to carry. The server is called as soon as something can get through to it. */
    void open(int port, Runnable onceClosed) {
        whenClosed = onceClosed;
        start(() -> toServer.readFrom(client));
        start(() -> {
            toxics.await(System.nanoTime(), 0);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start(() -> toClient.readFrom(server));
            start(() -> end(toClient, client));
            end(toServer, server);
        });
    }

    private void end(Flow direction, Socket target) throws IOException, InterruptedException {
        direction.writeTo(target);
        if (directions.decrementAndGet() == 0) {
            close();
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void start(Work task) {
        try {
            work.add(threads.submit(() -> {
                try {
                    task.run();
                } catch (IOException e) {
                    breakOff();
                } catch (InterruptedException e) {
                    close();
                }
            }));
        } catch (RejectedExecutionException e) {
            close();
        }
        if (closed.get()) {
            work.forEach(each -> each.cancel(true));
        }
    }

    /** One end is gone: the other hears of it as soon as something can get through. */
    private void breakOff() {
        try {
            toxics.await(System.nanoTime(), 0);
        } catch (InterruptedException e) {
            // It is closed, so it no longer matters what gets through.
        }
        close();
    }

    /** Ends both sides with RST, or without where both have said that they are done; false if that was done before. */
    boolean close() {
        if (closed.getAndSet(true)) {
            return false;
        }
        boolean orderly = directions.get() == 0;
        close(client, orderly);
        close(server, orderly);
        whenClosed.run();
        work.forEach(each -> each.cancel(true));
        return true;
    }

    private static void close(Socket socket, boolean orderly) {
        try (socket) {
            if (!orderly) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // It was closed before.
        }
    }
}
