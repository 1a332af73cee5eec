package io.twinstream.pipeline.flink;

import io.twinstream.kafka.KafkaCluster;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.BrokerTopics;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.pipeline.Program;
import io.twinstream.pipeline.Readiness;
import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.SinkTables;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The lane {@code flink-sql}: the original as it stood, two tables and {@code INSERT INTO .. SELECT}, all else as Flink
 * has it by itself. So {@code --flush-interval} and {@code --flush-rows} do nothing: its JDBC sink flushes each second,
 * at 100 rows and at a checkpoint. Starts and refuses to start as {@link FlinkJob} does, but {@code flink run} always
 * returns once the job is submitted.
 *
 * <p>It has no dead letters and no journal. The JSON format skips a null value, makes null of a field that is missing
 * and of a price that is too long, and takes a price in quotes. At a price like {@code 1e999999999} it throws, again
 * after each restart.
 *
 * <p>The connector writes names without quotes, and {@code user} is a word of PostgreSQL's own: it inserts into a view
 * of the table, named {@code <table>_sql}, where that column is called {@code username}. The connector writes a
 * TIMESTAMP by the zone of the task manager's JVM, whatever that of the session is, and loses an hour where clocks are put
 * back: the record's time goes to PostgreSQL as text in UTC.
 */
public final class FlinkSqlJob {

    static final Program PROGRAM = new Program(Lane.FLINK_SQL, Set.of(SinkMode.APPEND), Set.of());

    private FlinkSqlJob() {}

    public static void main(String[] args) {
        PipelineSettings settings;
        try {
            settings = PipelineSettings.parse(SinkTables.FLINK, JobEnvironment.CHECKPOINT_INTERVAL, args)
                    .forProgram(PROGRAM);
            JobEnvironment.check(settings);
            Readiness.establish(settings, PROGRAM, BrokerTopics::of);
            Readiness.execute(settings.sink(), view(settings.sink().table()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw JobRefused.because(e);
        }
        StreamTableEnvironment tables = StreamTableEnvironment.create(JobEnvironment.of(settings));
        tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        tables.executeSql(source(settings));
        tables.executeSql(sink(settings.sink()));
        tables.executeSql("INSERT INTO crypto_sink SELECT symbol, price, `user`, `timestamp`, kafka_partition, "
                + "kafka_offset, CAST(kafka_timestamp AS STRING) || '+00' FROM crypto_source");
    }

    private static String source(PipelineSettings settings) {
        return """
                CREATE TABLE crypto_source (
                    symbol STRING,
                    price DECIMAL(38, 18),
                    `user` STRING,
                    `timestamp` BIGINT,
                    kafka_partition INT METADATA FROM 'partition' VIRTUAL,
                    kafka_offset BIGINT METADATA FROM 'offset' VIRTUAL,
                    kafka_timestamp TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
                ) WITH (
                    'connector' = 'kafka',
                    'topic' = %s,
                    %s
                    'properties.group.id' = %s,
                    'properties.auto.offset.reset' = 'earliest',
                    'properties.isolation.level' = 'read_committed',
                    'scan.startup.mode' = 'group-offsets',
                    'format' = 'json'
                )""".formatted(literal(settings.topic()), client(settings.kafka()), literal(settings.group()));
    }

    private static String client(KafkaCluster kafka) {
        return kafka.with(Map.of()).entrySet().stream()
                .map(property -> literal("properties." + property.getKey()) + " = "
                        + literal(property.getValue().toString()) + ",")
                .collect(Collectors.joining(" "));
    }

    private static String view(String table) {
        return """
                create or replace view %1$s_sql
                    (symbol, price, username, "timestamp", kafka_partition, kafka_offset, kafka_timestamp)
                as select symbol, price, "user", "timestamp", kafka_partition, kafka_offset, kafka_timestamp from %1$s""".formatted(table);
    }

    private static String sink(SinkSettings settings) {
        return """
                CREATE TABLE crypto_sink (
                    symbol STRING,
                    price DECIMAL(38, 18),
                    username STRING,
                    `timestamp` BIGINT,
                    kafka_partition INT,
                    kafka_offset BIGINT,
                    kafka_timestamp STRING
                ) WITH (
                    'connector' = 'jdbc',
                    'url' = %s,
                    'table-name' = %s,
                    'username' = %s,
                    'password' = %s
                )""".formatted(
                        literal(withUntypedText(settings.jdbcUrl())),
                        literal(settings.table() + "_sql"),
                        literal(settings.user()),
                        literal(settings.password()));
    }

    private static String withUntypedText(String url) {
        return url + (url.contains("?") ? "&" : "?") + "stringtype=unspecified";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
