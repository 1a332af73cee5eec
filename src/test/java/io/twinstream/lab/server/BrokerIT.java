package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinstream.lab.fault.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a broker promises, whatever its form. */
@ParameterizedClass
@MethodSource("io.twinstream.lab.server.FormsToTest#forms")
@Tag("container")
class BrokerIT {

    @TempDir
    private static Path logs;

    private static Site site;
    private static Broker broker;

    /** Only what is declared as a parameter is handed to the method below. */
    @Parameter
    Form form;

    @BeforeParameterizedClassInvocation
    static void start(Form form) {
        site = Site.open(logs);
        broker = Broker.in(form, site);
        broker.start();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        broker.close();
        site.close();
    }

    @Test
    void a_restarted_and_a_killed_broker_keep_data_and_address() throws Exception {
        String address = broker.bootstrap();
        Incarnation first = broker.incarnation();
        createTopic("kept");
        send("kept");
        broker.restart();
        assertThat(endOffset("kept")).isEqualTo(1);
        send("kept");
        broker.kill();
        broker.start();
        assertThat(broker.bootstrap()).isEqualTo(address);
        assertThat(first.isGone()).isTrue();
        assertThat(broker.incarnation().id()).isNotEqualTo(first.id());
        assertThat(endOffset("kept")).isEqualTo(2);
    }

    @Test
    void the_lanes_have_an_address_of_their_own() throws Exception {
        assertThat(broker.lanesBootstrap()).isNotEqualTo(broker.bootstrap());
        try (Admin admin = Admin.create(client(broker.lanesBootstrap()))) {
            assertThat(address(admin)).isEqualTo(broker.lanesBootstrap());
        }
    }

    @Test
    void a_client_by_the_proxy_works_only_while_the_proxy_is_open() throws Exception {
        createTopic("proxied");
        try (Admin admin = Admin.create(impatient(broker.proxiedBootstrap()))) {
            try (Proxy proxy = Proxy.open(broker.proxiedPort(), broker.proxiedUpstream())) {
                awaitEnd(admin, "proxied");
                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptionsInstanceOf(ExecutionException.class)
                        .until(() -> address(admin), broker.proxiedBootstrap()::equals);
                assertThat(proxy.bytesForwarded()).isPositive();
            }
            assertUnreachable(admin);
        }
    }

    @Test
    void a_black_hole_stops_who_comes_by_the_proxy_and_nobody_else() throws Exception {
        createTopic("swallowed");
        try (Proxy proxy = Proxy.open(broker.proxiedPort(), broker.proxiedUpstream());
                Admin admin = Admin.create(impatient(broker.proxiedBootstrap()))) {
            awaitEnd(admin, "swallowed");

            proxy.timeout();
            assertUnreachable(admin);
            assertThat(proxy.bytesHeld()).isPositive();
            try (Admin lane = Admin.create(impatient(broker.lanesBootstrap()))) {
                awaitEnd(lane, "swallowed");
            }

            proxy.clear();
            awaitEnd(admin, "swallowed");
        }
    }

    @Test
    void a_paused_broker_appends_nothing_until_it_is_resumed() throws Exception {
        createTopic("paused");
        try (KafkaProducer<String, String> producer = producer()) {
            producer.send(new ProducerRecord<>("paused", "a", "b")).get();
            broker.pause();
            assertThat(broker.incarnation().isPaused()).isTrue();
            Future<RecordMetadata> held = producer.send(new ProducerRecord<>("paused", "a", "c"));
            assertThatThrownBy(() -> held.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            broker.resume();
            assertThat(held.get(30, TimeUnit.SECONDS).offset()).isEqualTo(1);
            assertThat(broker.incarnation().isPaused()).isFalse();
        }
        assertThat(endOffset("paused")).isEqualTo(2);
    }

    @Test
    void a_killed_broker_is_gone_paused_or_not() throws Exception {
        Incarnation killed = broker.incarnation();
        broker.pause();
        broker.kill();
        assertThat(killed.isGone()).isTrue();
        assertThat(killed.isPaused()).isFalse();
        try (Admin admin = Admin.create(impatient(broker.bootstrap()))) {
            assertUnreachable(admin);
        }
        broker.start();
        createTopic("after");
        assertThat(endOffset("after")).isZero();
    }

    @Test
    void a_log_is_that_of_one_incarnation_and_the_file_that_of_all() throws Exception {
        Incarnation first = broker.incarnation();
        broker.restart();
        assertThat(broker.incarnation().log().lines())
                .filteredOn(line -> line.contains("Kafka Server started"))
                .hasSize(1);
        assertThat(first.log().lines())
                .filteredOn(line -> line.contains("Kafka Server started"))
                .hasSizeGreaterThan(1);
        assertThat(broker.incarnation().log().file()).isEqualTo(first.log().file());
    }

    @Test
    void a_taken_port_is_reported_in_one_sentence() throws Exception {
        broker.stop();
        int port = Integer.parseInt(broker.bootstrap().substring("127.0.0.1:".length()));
        try (ServerSocket squatter = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(squatter.isBound()).isTrue();
            assertThatThrownBy(broker::start)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("the broker");
        }
        broker.start();
    }

    private static void createTopic(String topic) throws Exception {
        try (Admin admin = Admin.create(client(broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void send(String topic) throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            producer.send(new ProducerRecord<>(topic, "a", "b")).get();
        }
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(client(broker.bootstrap()), new StringSerializer(), new StringSerializer());
    }

    private static String address(Admin admin) throws Exception {
        Node node = admin.describeCluster().nodes().get().iterator().next();
        return node.host() + ":" + node.port();
    }

    private static void assertUnreachable(Admin admin) {
        assertThatThrownBy(() -> address(admin))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private static long endOffset(String topic) throws Exception {
        try (Admin admin = Admin.create(client(broker.bootstrap()))) {
            return endOffset(admin, topic);
        }
    }

    private static long endOffset(Admin admin, String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** Who is impatient may have to ask a slow broker again; one who comes by nothing never gets an answer. */
    private static void awaitEnd(Admin admin, String topic) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> endOffset(admin, topic) == 0);
    }

    private static Map<String, Object> impatient(String bootstrap) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                3_000);
    }

    private static Map<String, Object> client(String bootstrap) {
        return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    }
}
