package io.twinstream.experiment;

import io.twinstream.cell.Contract;
import io.twinstream.cell.Lane;
import io.twinstream.cell.SinkMode;
import io.twinstream.history.Fact;
import io.twinstream.sink.SinkTables;
import java.time.Duration;
import java.util.Locale;

/**
 * A lane with a sink mode, taking part in a trial. It has a schema, a consumer group and a checkpoint folder of its own.
 *
 * @param commitInterval how often the lane makes its progress durable: checkpoint interval, trigger or offset commit
 */
public record Subject(Lane lane, SinkMode sink, Duration commitInterval) {

    private static final Duration TUNED = Duration.ofSeconds(1);

    public static Subject flink(SinkMode sink) {
        return new Subject(Lane.FLINK, sink, TUNED);
    }

    public static Subject flinkSql() {
        return new Subject(Lane.FLINK_SQL, SinkMode.APPEND, TUNED);
    }

    public static Subject spark(SinkMode sink) {
        return new Subject(Lane.SPARK, sink, TUNED);
    }

    public static Subject floor() {
        return new Subject(Lane.FLOOR, SinkMode.UPSERT, TUNED);
    }

    public Subject committingEvery(Duration interval) {
        return new Subject(lane, sink, interval);
    }

    /** Unique in a trial: {@code flink/UPSERT}. */
    public String name() {
        return lane.id() + "/" + sink;
    }

    /** Its schema, consumer group and folder: {@code flink_sql_append}. */
    String slug() {
        return (lane.id().replace('-', '_') + "_" + sink).toLowerCase(Locale.ROOT);
    }

    String table() {
        return switch (lane) {
            case FLINK, FLINK_SQL -> SinkTables.FLINK;
            case SPARK, SPARK_REALTIME -> SinkTables.SPARK;
            case FLOOR -> "crypto_prices_floor";
        };
    }

    Fact.Subject fact() {
        return new Fact.Subject(name(), lane, sink, Contract.of(lane, sink), commitInterval.toMillis());
    }
}
