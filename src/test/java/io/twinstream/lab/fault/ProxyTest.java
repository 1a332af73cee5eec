package io.twinstream.lab.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinstream.lab.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProxyTest {

    private static final int PORT = Ports.next();
    private static final int UPSTREAM = Ports.next();

    /** Long enough for what is let through, short enough to wait for what is not. */
    private static final int PATIENCE_MILLIS = 200;

    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private Proxy proxy;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(UPSTREAM, 50, InetAddress.getLoopbackAddress());
        proxy = Proxy.open(PORT, UPSTREAM);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void bytes_pass_in_both_directions_and_are_counted() throws IOException {
        Socket client = call();
        Socket peer = answer();

        say(client, "ask");
        assertThat(hear(peer, 3)).isEqualTo("ask");
        say(peer, "answer");
        assertThat(hear(client, 6)).isEqualTo("answer");

        await().untilAsserted(() -> assertThat(proxy.bytesForwarded()).isEqualTo(9));
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(proxy.bytesHeld()).isZero();
        assertThat(proxy.resets()).isZero();
    }

    @Test
    void an_end_that_is_done_can_still_be_answered() throws IOException {
        Socket client = call();
        Socket peer = answer();

        client.shutdownOutput();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
        say(peer, "late");
        peer.close();

        assertThat(hear(client, 4)).isEqualTo("late");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void latency_delays_every_chunk_and_keeps_their_order() throws IOException {
        Socket client = call();
        Socket peer = answer();
        proxy.latency(Duration.ofMillis(150));

        long start = System.nanoTime();
        say(client, "first");
        say(client, "second");
        assertThat(hear(peer, 11)).isEqualTo("firstsecond");
        long passed = System.nanoTime() - start;

        assertThat(Duration.ofNanos(passed)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(proxy.bytesHeld()).isEqualTo(11);
    }

    @Test
    void bandwidth_lets_so_much_through_a_second() throws IOException {
        Socket client = call();
        Socket peer = answer();
        proxy.bandwidth(100);

        long start = System.nanoTime();
        say(client, "x".repeat(30_000));
        assertThat(hear(peer, 30_000)).hasSize(30_000);
        long passed = System.nanoTime() - start;

        assertThat(Duration.ofNanos(passed)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(proxy.bytesHeld()).isEqualTo(30_000);
    }

    @Test
    void a_black_hole_holds_back_what_is_sent_and_delivers_it_when_it_is_cleared() throws IOException {
        Socket client = call();
        Socket peer = answer();
        proxy.timeout();

        say(client, "ask");
        say(peer, "tell");
        assertHearsNothing(peer);
        assertHearsNothing(client);
        await().untilAsserted(() -> assertThat(proxy.bytesHeld()).isEqualTo(7));
        assertThat(proxy.bytesForwarded()).isZero();

        proxy.clear();
        assertThat(hear(peer, 3)).isEqualTo("ask");
        assertThat(hear(client, 4)).isEqualTo("tell");
        say(client, "more");
        assertThat(hear(peer, 4)).isEqualTo("more");
        assertThat(proxy.bytesHeld()).isEqualTo(7);
    }

    @Test
    void a_black_hole_lets_neither_the_end_nor_the_loss_of_a_connection_through() throws IOException {
        Socket orderly = call();
        Socket itsPeer = answer();
        Socket lost = call();
        Socket lostPeer = answer();
        proxy.timeout();

        orderly.close();
        lost.setSoLinger(true, 0);
        lost.close();
        assertHearsNothing(itsPeer);
        assertHearsNothing(lostPeer);

        proxy.clear();
        assertThat(itsPeer.getInputStream().read()).isEqualTo(-1);
        assertThatThrownBy(() -> lostPeer.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void a_black_hole_accepts_connections_that_the_server_sees_once_it_is_cleared() throws IOException {
        proxy.timeout();
        Socket client = call();

        say(client, "ask");
        assertHearsNothing(client);
        server.setSoTimeout(PATIENCE_MILLIS);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        assertThat(proxy.connections()).isEqualTo(1);

        proxy.clear();
        assertThat(hear(answer(), 3)).isEqualTo("ask");
    }

    @Test
    void a_reset_is_felt_at_both_ends_and_by_whoever_comes_until_it_is_cleared() throws IOException {
        Socket client = call();
        Socket peer = answer();
        proxy.resetPeer();

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(proxy.resets()).isEqualTo(1);
        assertThatThrownBy(() -> call().getInputStream().read()).isInstanceOf(SocketException.class);
        await().untilAsserted(() -> assertThat(proxy.resets()).isEqualTo(2));

        proxy.clear();
        say(call(), "again");
        assertThat(hear(answer(), 5)).isEqualTo("again");
    }

    @Test
    void a_server_that_is_not_there_is_felt_by_the_client() throws IOException {
        server.close();

        assertThatThrownBy(() -> call().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(proxy.resets()).isZero();
    }

    @Test
    void a_closed_proxy_ends_its_connections_and_gives_its_port_back() throws IOException {
        Socket client = call();
        Socket peer = answer();
        proxy.timeout();
        say(client, "ask");
        proxy.close();

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(this::call).isInstanceOf(ConnectException.class);

        proxy = Proxy.open(PORT, UPSTREAM);
        say(call(), "again");
        assertThat(hear(answer(), 5)).isEqualTo("again");
    }

    @Test
    void a_closed_proxy_leaves_no_thread() throws IOException {
        call();
        answer();
        proxy.timeout();
        proxy.close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("proxy")));
    }

    @Test
    void a_taken_port_is_reported() {
        assertThatThrownBy(() -> Proxy.open(PORT, UPSTREAM))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + PORT);
    }

    private Socket call() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), PORT);
        client.setTcpNoDelay(true);
        sockets.add(client);
        return client;
    }

    private Socket answer() throws IOException {
        server.setSoTimeout(0);
        Socket peer = server.accept();
        sockets.add(peer);
        return peer;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String hear(Socket socket, int length) throws IOException {
        socket.setSoTimeout(0);
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }

    private static void assertHearsNothing(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }
}
