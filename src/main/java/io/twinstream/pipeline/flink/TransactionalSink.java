package io.twinstream.pipeline.flink;

import io.twinstream.sink.SinkSettings;
import io.twinstream.tick.TickRow;
import javax.sql.XADataSource;
import org.apache.flink.connector.jdbc.JdbcExactlyOnceOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.util.function.SerializableSupplier;
import org.postgresql.xa.PGXADataSource;

/**
 * The JDBC connector's XA sink as it is, which calls itself exactly once. Each checkpoint prepares a transaction and
 * commits it, so rows become visible once per commit interval, and {@code max_prepared_transactions} of the server has
 * to leave room for one of each parallel task. A job has one such sink at the most: two would give their transactions
 * the same ids.
 *
 * <p>Version 4.0.0 does not keep what it claims when it is killed at the wrong moment; the lane's contract says in
 * which way. A transaction that a dead job left prepared holds its locks until somebody rolls it back by hand
 * ({@code pg_prepared_xacts}).
 */
final class TransactionalSink {

    private static final int COMMIT_ATTEMPTS = 3;

    private TransactionalSink() {}

    static JdbcSink<TickRow> of(SinkSettings settings) {
        return JdbcSink.<TickRow>builder()
                .withQueryStatement(new PlainInsert(settings.table()))
                .withExecutionOptions(JdbcExecutionOptions.builder()
                        .withBatchSize(settings.flushRows())
                        // Nothing is visible before the checkpoint, so no row is in a hurry.
                        .withBatchIntervalMs(0)
                        // The sink accepts no other number: what fails belongs to a transaction that is lost.
                        .withMaxRetries(0)
                        .build())
                .buildExactlyOnce(
                        JdbcExactlyOnceOptions.builder()
                                // PostgreSQL has one transaction on a connection, and a prepared one is not over.
                                .withTransactionPerConnection(true)
                                .withRecoveredAndRollback(true)
                                .withMaxCommitAttempts(COMMIT_ATTEMPTS)
                                .build(),
                        (SerializableSupplier<XADataSource>) () -> dataSource(settings));
    }

    /** With everything that the URL says. */
    static PGXADataSource dataSource(SinkSettings settings) {
        PGXADataSource source = new PGXADataSource();
        source.setUrl(settings.jdbcUrl());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        return source;
    }
}
