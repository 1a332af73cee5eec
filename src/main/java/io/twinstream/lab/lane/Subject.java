package io.twinstream.lab.lane;

import io.twinstream.experiment.Contract;
import io.twinstream.history.Fact;
import io.twinstream.lab.server.EngineSettings;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.sink.SinkTables;
import java.time.Duration;
import java.util.Locale;

/**
 * A lane with a sink mode, taking part in a trial. It has a schema, a consumer group and a checkpoint folder of its
 * own.
 *
 * @param commitInterval how often the lane makes its progress durable: checkpoint interval, trigger or offset commit
 * @param defect the defect that was planted into it; null in a sound lane
 */
public record Subject(Lane lane, SinkMode sink, Duration commitInterval, PlantedDefect defect) {

    private static final Duration TUNED = EngineSettings.TUNED.trigger();
    private static final Duration SHORTEST_IN_REAL_TIME = Duration.ofSeconds(5);

    public Subject(Lane lane, SinkMode sink, Duration commitInterval) {
        this(lane, sink, commitInterval, null);
    }

    public static Subject flink(SinkMode sink) {
        return new Subject(Lane.FLINK, sink, TUNED);
    }

    public static Subject flinkSql() {
        return new Subject(Lane.FLINK_SQL, SinkMode.APPEND, TUNED);
    }

    public static Subject spark(SinkMode sink) {
        return new Subject(Lane.SPARK, sink, TUNED);
    }

    public static Subject sparkRealtime(SinkMode sink) {
        return new Subject(Lane.SPARK_REALTIME, sink, SHORTEST_IN_REAL_TIME);
    }

    public static Subject floor() {
        return new Subject(Lane.FLOOR, SinkMode.UPSERT, TUNED);
    }

    /** The floor with this defect. */
    public static Subject withDefect(PlantedDefect defect) {
        return new Subject(Lane.FLOOR, SinkMode.UPSERT, TUNED, defect);
    }

    /** With the commit interval of these settings; the lanes that the original did not have keep theirs. */
    public Subject with(EngineSettings settings) {
        return switch (lane) {
            case FLINK, FLINK_SQL -> committingEvery(settings.checkpointInterval());
            case SPARK -> committingEvery(settings.trigger());
            case SPARK_REALTIME, FLOOR -> this;
        };
    }

    public Subject committingEvery(Duration interval) {
        return new Subject(lane, sink, interval, defect);
    }

    /** Unique in a trial: {@code flink/UPSERT}, {@code floor/UPSERT drops-every-1000th}. */
    public String name() {
        return lane.id() + "/" + sink + (defect == null ? "" : " " + defect);
    }

    /** Its schema, consumer group and folder: {@code flink_sql_append}. */
    public String slug() {
        return name().replaceAll("[-/ ]", "_").toLowerCase(Locale.ROOT);
    }

    public String table() {
        return switch (lane) {
            case FLINK, FLINK_SQL -> SinkTables.FLINK;
            case SPARK, SPARK_REALTIME -> SinkTables.SPARK;
            case FLOOR -> "crypto_prices_floor";
        };
    }

    public Fact.Subject fact() {
        return new Fact.Subject(name(), lane, sink, Contract.of(lane, sink), commitInterval.toMillis());
    }
}
