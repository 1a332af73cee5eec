package io.twinstream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClusterTest {

    private static final String JAAS =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ada\" password=\"c4n4ry\";";

    @TempDir
    private Path folder;

    @Test
    void without_a_file_a_client_has_its_own_settings_only() {
        assertThat(KafkaCluster.of("b:1", null).with(Map.of("acks", "all")))
                .isEqualTo(Map.of("bootstrap.servers", "b:1", "acks", "all"));
    }

    @Test
    void what_the_file_says_comes_before_what_a_command_says() throws IOException {
        KafkaCluster cluster = KafkaCluster.of("b:1", file("security.protocol=SASL_SSL\nrequest.timeout.ms: 60000\n"));

        assertThat(cluster.with(Map.of("request.timeout.ms", "5000", "acks", "all")))
                .isEqualTo(Map.of(
                        "bootstrap.servers",
                        "b:1",
                        "security.protocol",
                        "SASL_SSL",
                        "request.timeout.ms",
                        "60000",
                        "acks",
                        "all"));
    }

    /** Each would change what is read or written, or name another cluster than the command line does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "isolation.level",
                "group.id",
                "auto.offset.reset",
                "acks",
                "enable.idempotence",
                "bootstrap.servers",
                "ssl.truststore.locatoin"
            })
    void what_is_not_about_reaching_a_cluster_is_named(String property) throws IOException {
        Path file = file("security.protocol=SSL\n" + property + "=x\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaCluster.of("b:1", file))
                .withMessage(
                        file + " sets " + property + ", which is not about how a cluster is reached; delete it there.");
    }

    @Test
    void a_file_that_is_not_there_or_is_none_is_named() throws IOException {
        Path none = folder.resolve("none");
        Path broken = file("ssl.key.password=\\u12");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaCluster.of("b:1", none))
                .withMessage("There is no file " + none + "; name one with --kafka-config.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaCluster.of("b:1", broken))
                .withMessageStartingWith(broken + " cannot be read as a file of properties; ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaCluster.of("b:1", folder))
                .withMessageStartingWith(folder + " cannot be read as a file of properties; ");
    }

    @Test
    void a_password_is_in_no_text_of_it() throws IOException {
        KafkaCluster cluster =
                KafkaCluster.of("b:1", file("sasl.jaas.config=" + JAAS + "\nssl.truststore.password=h1dden\n"));

        assertThat(cluster.toString()).isEqualTo("KafkaCluster[b:1, sets [sasl.jaas.config, ssl.truststore.password]]");
        assertThat(cluster.complaint(new KafkaException("no c4n4ry, no h1dden, not " + JAAS)))
                .doesNotContain("c4n4ry", "h1dden")
                .contains("no ***, no ***, not ***");
    }

    @Test
    void a_client_that_cannot_be_set_up_says_whose_fault_that_is() throws IOException {
        KafkaCluster wrong = KafkaCluster.of("127.0.0.1:1", file("security.protocol=SASL_SLL\n"));
        KafkaCluster half = KafkaCluster.of(
                "127.0.0.1:1",
                file("security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=PlainLoginModule c4n4ry\n"));

        assertThat(complaintOf(wrong))
                .startsWith("Kafka's client cannot be set up as the file of --kafka-config says: ")
                .contains("SASL_SLL", "security.protocol");
        assertThat(complaintOf(half))
                .startsWith("Kafka's client cannot be set up as the file of --kafka-config says: ")
                .doesNotContain("c4n4ry");
    }

    private static String complaintOf(KafkaCluster cluster) {
        try {
            Admin.create(cluster.with(Map.of())).close();
            throw new AssertionError("a client could be made of " + cluster);
        } catch (KafkaException e) {
            return cluster.complaint(e);
        }
    }

    @Test
    void silence_points_to_the_file_only_where_there_is_none() throws IOException {
        assertThat(KafkaCluster.at("b:1").complaint(new TimeoutException("no node")))
                .isEqualTo("No Kafka broker answers at b:1; start it or name another with --bootstrap HOST:PORT; "
                        + "one that wants TLS or a password needs --kafka-config FILE.");
        assertThat(KafkaCluster.of("b:1", file("security.protocol=SSL")).complaint(new TimeoutException("no node")))
                .isEqualTo("No Kafka broker answers at b:1; start it or name another with --bootstrap HOST:PORT.");
    }

    @Test
    void a_handshake_that_fails_says_what_it_failed_of() throws IOException {
        assertThat(KafkaCluster.of("b:1", file("security.protocol=SSL"))
                        .complaint(new SslAuthenticationException(
                                "SSL handshake failed", new IOException("unable to find valid certification path"))))
                .isEqualTo("The broker at b:1 and this client agree on no TLS connection (unable to find valid "
                        + "certification path); mend ssl.* in the file of --kafka-config.");
    }

    @Test
    void it_travels_to_the_workers() throws Exception {
        KafkaCluster cluster = KafkaCluster.of("b:1", file("security.protocol=SSL"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(cluster);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(cluster);
        }
    }

    private Path file(String properties) throws IOException {
        return Files.writeString(folder.resolve("client-" + properties.hashCode() + ".properties"), properties);
    }
}
