package io.twinstream.pipeline.flink;

import io.twinstream.sink.SinkSettings;
import io.twinstream.tick.TickRow;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.postgresql.Driver;

/**
 * Flink's own JDBC sink with plain inserts, at least once. Its defaults would flush 5000 rows or at a checkpoint,
 * whichever is first; it is given the flush interval, 1 ms at the least since 0 means none to it, and the flush rows of
 * the other sink modes. Three retries, as it has by itself; a database that cannot be connected to is not tried again. A failed flush is thrown once more by its
 * {@code close()}, upon which Flink ends the whole task manager.
 */
final class AppendSink {

    private AppendSink() {}

    static JdbcSink<TickRow> of(SinkSettings settings) {
        return JdbcSink.<TickRow>builder()
                .withQueryStatement(new PlainInsert(settings.table()))
                .withExecutionOptions(JdbcExecutionOptions.builder()
                        .withBatchIntervalMs(
                                Math.max(1, settings.flushInterval().toMillis()))
                        .withBatchSize(settings.flushRows())
                        .build())
                .buildAtLeastOnce(new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(settings.jdbcUrl())
                        .withDriverName(Driver.class.getName())
                        .withUsername(settings.user())
                        .withPassword(settings.password())
                        .build());
    }
}
