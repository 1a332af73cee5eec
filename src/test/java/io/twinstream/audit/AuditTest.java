package io.twinstream.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void a_broker_that_does_not_answer_is_named() {
        assertThatThrownBy(() -> TopicReader.read(NOWHERE, "prices", Map.of(), fact -> {}))
                .isInstanceOf(AuditException.class)
                .hasMessage("No Kafka broker answers at 127.0.0.1:1; "
                        + "start it or name another with --bootstrap HOST:PORT.");
    }

    @Test
    void an_address_that_is_none_is_named() {
        assertThatThrownBy(() -> TopicReader.read("nonsense", "prices", Map.of(), fact -> {}))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("'nonsense' is not the address of a broker");
    }

    private static AuditRequest request(String jdbc) {
        return new AuditRequest(NOWHERE, "prices", jdbc, "me", "secret", "prices", null, Duration.ofMillis(1));
    }
}
