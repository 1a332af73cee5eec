package io.twinstream.pipeline.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.twinstream.lane.SinkMode;
import io.twinstream.sink.SinkSettings;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.postgresql.xa.PGXADataSource;

class TransactionalSinkTest {

    private static final SinkSettings SETTINGS = new SinkSettings(
            "jdbc:postgresql://db.example:6543/prices?currentSchema=lane&ApplicationName=me&socketTimeout=7&user=other",
            "writer",
            "secret",
            "ticks",
            SinkMode.TRANSACTIONAL,
            Duration.ofMillis(20),
            1000);

    @Test
    void its_connections_are_those_that_the_url_describes() throws SQLException {
        PGXADataSource source = TransactionalSink.dataSource(SETTINGS);

        assertThat(source.getServerNames()).containsExactly("db.example");
        assertThat(source.getPortNumbers()).containsExactly(6543);
        assertThat(source.getDatabaseName()).isEqualTo("prices");
        assertThat(source.getCurrentSchema()).isEqualTo("lane");
        assertThat(source.getApplicationName()).isEqualTo("me");
        assertThat(source.getSocketTimeout()).isEqualTo(7);
        assertThat(source.getUser()).isEqualTo("writer");
        assertThat(source.getPassword()).isEqualTo("secret");
    }

    @Test
    void it_can_be_sent_to_the_cluster() {
        assertThatCode(() -> InstantiationUtil.serializeObject(TransactionalSink.of(SETTINGS)))
                .doesNotThrowAnyException();
    }
}
