package io.twinstream.lab.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on 127.0.0.1, each kept for the life of this process. They lie below the ephemeral range: inside it a
 * client that keeps trying a dead port can connect to itself and then blocks the server's restart. Other runs of the
 * same user are kept off by a lock on one byte of a file, which ends with the process.
 */
public final class Ports {

    private static final int LOWEST = 15_000;
    private static final Map<Integer, FileLock> KEPT = new HashMap<>();
    private static FileChannel locks;

    private Ports() {}

    /** A port that nobody listens on and no other run has taken. */
    public static synchronized int next() {
        int highest = firstEphemeral();
        if (highest <= LOWEST) {
            throw new EnvironmentException(
                    "Servers get ports from " + LOWEST + " up to the ephemeral ones, which begin at " + highest
                            + "; raise the first of net.ipv4.ip_local_port_range.");
        }
        int start = ThreadLocalRandom.current().nextInt(LOWEST, highest);
        for (int i = 0; i < highest - LOWEST; i++) {
            int port = LOWEST + (start - LOWEST + i) % (highest - LOWEST);
            if (!KEPT.containsKey(port) && isFree(port) && keep(port)) {
                return port;
            }
        }
        throw new EnvironmentException("No port between " + LOWEST + " and " + highest + " is free on 127.0.0.1.");
    }

    /**
     * To be asked right before a server starts.
     *
     * @throws EnvironmentException if somebody listens on the port
     */
    public static void requireFree(int port, String server) {
        if (!isFree(port)) {
            throw new EnvironmentException("Port " + port + " of 127.0.0.1, kept for " + server
                    + ", is taken by another process; end that process and start again.");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean keep(int port) {
        try {
            if (locks == null) {
                Path file = Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "twinstream-" + System.getProperty("user.name") + ".ports");
                locks = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            }
            FileLock lock = locks.tryLock(port, 1, false);
            if (lock == null) {
                return false;
            }
            KEPT.put(port, lock);
            return true;
        } catch (IOException e) {
            throw new EnvironmentException("Cannot lock a port: " + e + ".", e);
        }
    }

    static int firstEphemeral() {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        if (!Files.isReadable(range)) {
            return 32_768;
        }
        try (Scanner scanner = new Scanner(range, StandardCharsets.US_ASCII)) {
            return scanner.nextInt();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot read " + range + ": " + e + ".", e);
        }
    }
}
