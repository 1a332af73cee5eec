package io.twinstream.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.kafka.KafkaCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuditTest {

    private static final String NOWHERE = "127.0.0.1:1";

    @Test
    void a_url_of_another_database_is_named() {
        assertThatThrownBy(() -> Audit.observe(request("jdbc:mysql://" + NOWHERE + "/prices")))
                .isInstanceOf(AuditException.class)
                .hasMessage("'jdbc:mysql://127.0.0.1:1/prices' is not the URL of a PostgreSQL database; "
                        + "name one as jdbc:postgresql://HOST:PORT/DATABASE.");
    }

    @Test
    void a_database_that_does_not_answer_is_named_without_its_password() {
        assertThatThrownBy(() -> Audit.observe(request("jdbc:postgresql://" + NOWHERE + "/prices?password=secret")))
                .isInstanceOf(AuditException.class)
                .hasMessage("No PostgreSQL answers at jdbc:postgresql://127.0.0.1:1/prices; "
                        + "start it or name another with --jdbc.");
    }

    @Test
    void a_user_before_the_host_is_named_without_what_follows_it() {
        assertThatThrownBy(() -> Audit.observe(request("jdbc:postgresql://me:s3cret@" + NOWHERE + "/prices")))
                .isInstanceOf(AuditException.class)
                .hasMessage("The URL has a user before the host, which PostgreSQL's driver does not know; "
                        + "name it with --user, and its password in TWINSTREAM_PASSWORD.");
    }

    @Test
    void a_parameter_that_the_driver_does_not_know_is_named_and_the_server_not_blamed() {
        assertThatThrownBy(() -> Audit.observe(
                        request("jdbc:postgresql://" + NOWHERE + "/prices?sslmode=sometimes&password=s3cret")))
                .isInstanceOf(AuditException.class)
                .hasMessageStartingWith(
                        "The connection to the database at jdbc:postgresql://127.0.0.1:1/prices was not "
                                + "made: Invalid sslmode value: sometimes")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_table_is_named_as_it_is_stored_or_as_psql_takes_it() throws AuditException {
        assertThat(named("prices")).isEqualTo(new TableReader.Table(null, "prices", "prices_dead_letters", null));
        assertThat(named("market.Prices").sql("x")).isEqualTo("\"market\".\"x\"");
        assertThat(named("\"Market Data\".\"The \"\"Prices\"\"\""))
                .isEqualTo(new TableReader.Table("Market Data", "The \"Prices\"", "The \"Prices\"_dead_letters", null));
        assertThat(named("market.\"a.b\"").name()).isEqualTo("a.b");
        assertThatThrownBy(() -> named("a.b.c"))
                .isInstanceOf(AuditException.class)
                .hasMessageStartingWith("'a.b.c' is not the name of a table; ");
    }

    private static TableReader.Table named(String table) throws AuditException {
        return new AuditRequest(
                        KafkaCluster.at(NOWHERE),
                        "t",
                        "jdbc:postgresql:x",
                        null,
                        null,
                        table,
                        null,
                        Duration.ZERO,
                        null)
                .tables();
    }

    @Test
    void a_broker_that_does_not_answer_is_named() {
        assertThatThrownBy(() -> TopicReader.read(KafkaCluster.at(NOWHERE), "prices", Map.of(), fact -> {}))
                .isInstanceOf(AuditException.class)
                .hasMessage("No Kafka broker answers at 127.0.0.1:1; "
                        + "start it or name another with --bootstrap HOST:PORT; one that wants TLS or a password needs "
                        + "--kafka-config FILE.");
    }

    @Test
    void an_address_that_is_none_is_named() {
        assertThatThrownBy(() -> TopicReader.read(KafkaCluster.at("nonsense"), "prices", Map.of(), fact -> {}))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("'nonsense' is not the address of a broker");
    }

    private static AuditRequest request(String jdbc) {
        return new AuditRequest(
                KafkaCluster.at(NOWHERE), "prices", jdbc, "me", "secret", "prices", null, Duration.ofMillis(1), null);
    }
}
