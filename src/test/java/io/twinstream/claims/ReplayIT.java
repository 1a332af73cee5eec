package io.twinstream.claims;

import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.FlinkSql.flinkSql;
import static io.twinstream.lab.lane.Spark.spark;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lane.SinkMode.UPSERT;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.feed.RecordedTick;
import io.twinstream.feed.Recording;
import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.trial.Outcome;
import io.twinstream.lab.workload.Replay;
import io.twinstream.sink.SinkTables;
import io.twinstream.tick.Tick;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * P6, O3: a recording of the ticker goes through each engine with every price unchanged to the last digit, and the
 * questions that the original asks in SQL have the recording's answers. {@code -Dreplay=FILE} plays another recording,
 * made with the command {@code record}.
 */
@ExperimentTest
class ReplayIT {

    @Test
    void p6_o3_a_recording_arrives_to_the_last_digit_and_sql_shows_it(Experiment experiment, Laboratory laboratory)
            throws Exception {
        List<RecordedTick> recording =
                Recording.read(Path.of(System.getProperty("replay", "fixtures/recordings/five-products.jsonl")));

        Outcome outcome = experiment
                .given(flink(UPSERT), flinkSql(), spark(UPSERT))
                .fedWith(new Replay(recording))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).everySubjectKeptItsContract().everySubjectHasARowForEveryTick();
        try (Connection connection = laboratory.with(Part.DATABASE).database().connect()) {
            sqlTells(connection, outcome.schema(flink(UPSERT)) + "." + SinkTables.FLINK, recording);
            sqlTells(connection, outcome.schema(flinkSql()) + "." + SinkTables.FLINK, recording);
            sqlTells(connection, outcome.schema(spark(UPSERT)) + "." + SinkTables.SPARK, recording);
        }
    }

    private static void sqlTells(Connection connection, String table, List<RecordedTick> recording)
            throws SQLException {
        List<Tick> ticks = recording.stream().map(RecordedTick::tick).toList();
        LongSummaryStatistics seconds =
                ticks.stream().mapToLong(Tick::timestamp).summaryStatistics();

        assertThat(rows(connection, "select count(*) from " + table)).containsExactly(Integer.toString(ticks.size()));
        assertThat(rows(connection, "select symbol, count(*), avg(price) from " + table + " group by symbol"))
                .containsExactlyInAnyOrderElementsOf(
                        ticks.stream().collect(Collectors.groupingBy(Tick::symbol)).entrySet().stream()
                                .map(symbol -> symbol.getKey() + " "
                                        + symbol.getValue().size() + " " + average(symbol.getValue()))
                                .toList());
        assertThat(rows(
                        connection,
                        "select symbol, price, \"timestamp\" from " + table
                                + " order by \"timestamp\" desc, symbol, kafka_offset desc limit 5"))
                .containsExactlyElementsOf(latestFirst(ticks).stream()
                        .limit(5)
                        .map(tick -> tick.symbol() + " " + decimal(tick.price().doubleValue()) + " " + tick.timestamp())
                        .toList());
        assertThat(rows(connection, "select count(*) / (max(\"timestamp\") - min(\"timestamp\") + 1.0) from " + table))
                .containsExactly(decimal(ticks.size() / (seconds.getMax() - seconds.getMin() + 1.0)));
    }

    /**
     * Times are whole seconds, so that two ticks of a product can share one. They have one key and so one partition,
     * where the later one has the higher offset.
     */
    private static List<Tick> latestFirst(List<Tick> ticks) {
        List<Tick> latest = new ArrayList<>(ticks);
        Collections.reverse(latest);
        latest.sort(Comparator.comparingLong(Tick::timestamp).reversed().thenComparing(Tick::symbol));
        return latest;
    }

    private static String average(List<Tick> ticks) {
        BigDecimal sum = ticks.stream().map(Tick::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        return decimal(sum.divide(BigDecimal.valueOf(ticks.size()), MathContext.DECIMAL128)
                .doubleValue());
    }

    /** The answer line by line, numbers as {@link #decimal} has them. */
    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            while (answer.next()) {
                StringJoiner row = new StringJoiner(" ");
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    Object value = answer.getObject(i);
                    row.add(value instanceof BigDecimal number ? decimal(number.doubleValue()) : value.toString());
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** To nine digits after the point: PostgreSQL ends an average at another digit than Java. */
    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.9f", value);
    }
}
