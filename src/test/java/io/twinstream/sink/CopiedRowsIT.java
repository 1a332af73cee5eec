package io.twinstream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lane.SinkMode;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups that are large enough for COPY. */
@ExperimentTest
class CopiedRowsIT {

    private TestSchema schema;

    @BeforeEach
    void createSchema(Laboratory laboratory) throws SQLException {
        schema = TestSchema.create(laboratory.with(Part.DATABASE).database());
    }

    @AfterEach
    void dropSchema() throws SQLException {
        schema.close();
    }

    @Test
    void copy_keeps_every_price_name_and_time_to_the_last_digit() throws SQLException {
        schema.createTables("ticks", SinkMode.UPSERT);
        List<TickRow> rows = rowsOfAllKinds(2_000);
        TickBuffer buffer = new TickBuffer(rows.size());
        rows.forEach(buffer::add);

        try (TickSession session =
                new TickSession(schema.settings("ticks", SinkMode.UPSERT, Duration.ZERO, rows.size()), "test-0", 4)) {
            session.copy(buffer);
            session.commit();
        }

        assertThat(schema.query("select concat_ws(' ', kafka_partition, kafka_offset, symbol, price, \"user\","
                        + " \"timestamp\", (extract(epoch from kafka_timestamp) * 1000)::bigint)"
                        + " from ticks order by kafka_offset"))
                .containsExactlyElementsOf(rows.stream()
                        .map(row -> "%d %d %s %s %s %d %d"
                                .formatted(
                                        row.partition(),
                                        row.offset(),
                                        row.tick().symbol(),
                                        row.tick().price().toPlainString(),
                                        row.tick().user(),
                                        row.tick().timestamp(),
                                        row.kafkaTimestamp()))
                        .toList());
        assertThat(schema.query("select concat_ws(' ', target, tried, fresh) from ticks_journal"))
                .containsExactly("rows 2000 2000");
    }

    private static List<TickRow> rowsOfAllKinds(int count) {
        SplittableRandom random = new SplittableRandom(17);
        return IntStream.range(0, count)
                .mapToObj(offset -> {
                    BigInteger unscaled = BigInteger.valueOf(random.nextLong())
                            .multiply(BigInteger.valueOf(random.nextInt(1, Integer.MAX_VALUE)))
                            .shiftRight(random.nextInt(95));
                    Tick tick = new Tick(
                            (random.nextBoolean() ? "BTC-" : "₿😀-") + offset,
                            new BigDecimal(unscaled, random.nextInt(-6, 25)),
                            offset % 2 == 0 ? "coinbase_producer" : "",
                            random.nextLong());
                    return new TickRow(
                            tick, random.nextInt(3), offset, random.nextLong(Parsed.EARLIEST, Parsed.LATEST + 1));
                })
                .toList();
    }

    @Test
    void many_rows_are_copied_once_some_were_new_and_not_where_they_are_replayed() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT);
        schema.noteInserts("ticks");
        long[] firsts = {0, 1_000, 1_500, 2_500, 3_500}; // the third has rows that are there already

        for (int epoch = 0; epoch < firsts.length; epoch++) {
            writer.epoch(epoch);
            TickWriterIT.writeRows(writer, firsts[epoch], firsts[epoch] + 1_000);
            writer.flush();
        }

        assertThat(schema.inserts()).containsExactly("with", "copy", "with", "with", "copy");
        assertThat(schema.query("select concat_ws(' ', epoch, tried, fresh) from ticks_journal order by epoch"))
                .containsExactly("0 1000 1000", "1 1000 1000", "2 1000 500", "3 1000 1000", "4 1000 1000");
        assertThat(schema.query("select count(*)::text from ticks")).containsExactly("4500");
    }

    @ParameterizedTest
    @EnumSource(names = {"APPEND", "UPSERT"})
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void another_unique_index_of_the_table_refuses_for_good_and_is_not_tried_for_ever(SinkMode mode)
            throws SQLException {
        TickWriter writer = writer(mode);
        schema.execute("create unique index on ticks (kafka_timestamp)");
        TickWriterIT.writeRows(writer, 0, 1_000);
        writer.flush();
        for (int offset = 1_000; offset < 2_000; offset++) {
            writer.write(new TickRow(new Tick("BTC-USD", BigDecimal.ONE, "test", 1), 0, offset, 17));
        }

        assertThatThrownBy(writer::flush)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));

        assertThat(schema.query("select count(*)::text from ticks")).containsExactly("1000");
    }

    private TickWriter writer(SinkMode mode) throws SQLException {
        schema.createTables("ticks", mode);
        return schema.closing(new TickWriter(schema.settings("ticks", mode, Duration.ofHours(1), 1_000), "test-0", 4));
    }
}
