package io.twinstream.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lane.SinkMode;
import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExperimentTest
class TickWriterIT {

    private static final Duration LONG = Duration.ofHours(1);

    private TestSchema schema;

    @BeforeEach
    void createSchema(Laboratory laboratory) throws SQLException {
        schema = TestSchema.create(laboratory.with(Part.DATABASE).database());
    }

    @AfterEach
    void dropSchema() throws SQLException {
        schema.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.00000011",
                "126296",
                "1.50",
                "99999999999999999999.999999999999999999",
                "0.000000000000000001",
                "-0.1"
            })
    void a_price_survives_to_the_last_digit(String price) throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 10);

        writer.write(Parsed.of(0, 7, 1_732_435_200_123L, json("BTC-USD", price)));
        writer.flush();

        assertThat(schema.query(
                        "select price::text || ' ' || symbol || ' ' || \"user\" || ' ' || \"timestamp\" from ticks"))
                .containsExactly(price + " BTC-USD coinbase_producer 1732435200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0e-999999999", "0e999999999", "0.0e-20000"})
    void a_zero_in_a_strange_notation_is_a_zero(String price) throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 10);

        writer.write(Parsed.of(0, 7, 0, json("BTC-USD", price)));
        writer.flush();

        assertThat(schema.query("select (price = 0)::text from ticks")).containsExactly("true");
    }

    @Test
    void the_kafka_timestamp_keeps_its_milliseconds() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 10);

        writer.write(row(3, 42, 1_732_435_200_123L));
        writer.flush();

        assertThat(schema.query("select kafka_partition || '@' || kafka_offset || ' '"
                        + " || to_char(kafka_timestamp at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') from ticks"))
                .containsExactly("3@42 2024-11-24 08:00:00.123000");
    }

    @Test
    void a_replay_is_absorbed_and_the_journal_shows_it() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 1000);
        writer.epoch(1);
        writeRows(writer, 0, 100);
        writer.flush();
        writer.epoch(2);
        writeRows(writer, 50, 150);
        writer.flush();

        assertThat(schema.query("select count(*)::text from ticks")).containsExactly("150");
        assertThat(schema.query("select concat_ws(' ', writer, attempt, epoch, target, tried, fresh) from ticks_journal"
                        + " order by written_at"))
                .containsExactly("test-0 4 1 rows 100 100", "test-0 4 2 rows 100 50");
        assertThat(schema.query("select (sum(fresh) = (select count(*) from ticks))::text from ticks_journal"))
                .containsExactly("true");
    }

    @Test
    void a_replay_in_append_mode_doubles_rows_but_not_letters() throws SQLException {
        TickWriter writer = writer(SinkMode.APPEND, LONG, 1000);
        for (int replay = 0; replay < 2; replay++) {
            writer.write(row(0, 1, 0));
            writer.write(Parsed.of(0, 2, 0, null));
            writer.flush();
        }

        assertThat(schema.query("select kafka_offset::text from ticks")).containsExactly("1", "1");
        assertThat(schema.query("select kafka_offset::text from ticks_dead_letters"))
                .containsExactly("2");
        assertThat(schema.query("select concat_ws(' ', target, tried, fresh) from ticks_journal order by target desc"))
                .containsExactly("rows 2 2", "dead_letters 2 1");
    }

    @Test
    void a_full_group_is_written_at_once() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 10);

        writeRows(writer, 0, 9);
        assertThat(schema.query("select 1::text from ticks")).isEmpty();
        writer.write(row(0, 9, 0));

        awaitRows("10");
    }

    @Test
    void a_row_waits_no_longer_than_the_flush_interval_though_no_other_follows() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, Duration.ofMillis(50), 1000);

        writer.write(row(0, 0, 0));

        awaitRows("1");
    }

    @Test
    void what_comes_while_a_group_is_committed_is_the_next_group() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, Duration.ZERO, 1000);
        try (Connection other = schema.connect()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("lock table ticks in exclusive mode");
            }
            writer.write(row(0, 0, 0));
            Awaitility.await("the first row to wait for the lock")
                    .until(() -> schema.query("select 1::text from pg_locks where not granted"
                                            + " and relation = 'ticks'::regclass")
                                    .size()
                            == 1);
            writeRows(writer, 1, 101);
            other.rollback();
        }
        writer.flush();

        assertThat(schema.query("select count(*)::text from ticks group by xmin order by count(*)"))
                .containsExactly("1", "100");
        assertThat(schema.query("select concat_ws(' ', epoch, tried, fresh) from ticks_journal"))
                .containsExactly("0 101 101");
    }

    @Test
    void rows_are_there_when_the_flush_returns_however_they_were_grouped() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, Duration.ZERO, 7);

        for (int flush = 1; flush <= 20; flush++) {
            writer.epoch(flush);
            writeRows(writer, flush * 100L, flush * 100L + 50);
            writer.flush();
            assertThat(schema.query("select count(*)::text from ticks")).containsExactly(String.valueOf(flush * 50));
        }

        assertThat(schema.query("select concat_ws(' ', tried, fresh) from ticks_journal"))
                .hasSize(20)
                .containsOnly("50 50");
    }

    @Test
    void a_letter_keeps_its_bytes_be_they_none_or_many_or_not_text() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 1000);
        byte[] notText = {'{', 0, (byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80};
        byte[] big = "x".repeat(1_000_000).getBytes(UTF_8);

        writer.write(Parsed.of(0, 0, 0, null));
        writer.write(Parsed.of(0, 1, 0, notText));
        writer.write(Parsed.of(0, 2, 0, big));
        writer.write(Parsed.of(0, 3, 0, new byte[0]));
        writer.write(Parsed.of(0, 4, 0, json("BTC\\u0000USD", "1")));
        writer.write(Parsed.of(0, 5, 0, json("BTC-USD", "1e999999999")));
        writer.write(new DeadLetter(0, 6, 0, notText, "a reason with a NUL \0 and half a pair \uD800"));
        writer.flush();

        assertThat(
                        schema.query(
                                "select coalesce(md5(raw), 'null') from ticks_dead_letters where kafka_offset < 4 order by kafka_offset"))
                .containsExactly("null", TestSchema.md5(notText), TestSchema.md5(big), TestSchema.md5(new byte[0]));
        assertThat(schema.query("select reason from ticks_dead_letters where kafka_offset >= 4 order by kafka_offset"))
                .containsExactly(
                        "symbol holds a NUL, which PostgreSQL cannot store",
                        "price does not fit decimal(38,18)",
                        "a reason with a NUL NUL and half a pair ?");
        assertThat(schema.query("select 1::text from ticks")).isEmpty();
    }

    @Test
    void a_time_of_the_record_is_exact_however_wrong_its_clock_and_one_out_of_range_is_a_letter() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 1000);
        long[] times = {-1, Parsed.EARLIEST, 1_732_435_200_123L, 1_732_435_200_123_456L, Parsed.LATEST};

        for (int offset = 0; offset < times.length; offset++) {
            writer.write(Parsed.of(0, offset, times[offset], json("BTC-USD", "1")));
        }
        writer.write(Parsed.of(0, 10, Parsed.LATEST + 1, json("BTC-USD", "1")));
        writer.write(Parsed.of(0, 11, Parsed.EARLIEST - 1, json("BTC-USD", "1")));
        writer.flush();

        assertThat(schema.query("select (extract(epoch from kafka_timestamp) * 1000)::bigint::text from ticks"
                        + " order by kafka_offset"))
                .containsExactly(Arrays.stream(times).mapToObj(Long::toString).toArray(String[]::new));
        assertThat(schema.query(
                        "select kafka_timestamp || ' ' || reason from ticks_dead_letters order by kafka_offset"))
                .containsExactly(
                        "infinity its Kafka timestamp, " + (Parsed.LATEST + 1)
                                + " ms, is beyond what PostgreSQL can store",
                        "-infinity its Kafka timestamp, " + (Parsed.EARLIEST - 1)
                                + " ms, is beyond what PostgreSQL can store");
    }

    @Test
    void big_letters_do_not_wait_for_a_thousand() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 1000);
        byte[] megabyte = new byte[1 << 20];

        for (int offset = 0; offset < 4; offset++) {
            writer.write(Parsed.of(0, offset, 0, megabyte));
        }

        Awaitility.await("the letters")
                .untilAsserted(() -> assertThat(schema.query("select count(*)::text from ticks_dead_letters"))
                        .containsExactly("4"));
    }

    @Test
    void a_session_that_is_ended_costs_no_row() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 1000);
        writeRows(writer, 0, 10);
        writer.flush();
        writeRows(writer, 10, 20);

        assertThat(schema.endWritersSessions()).isEqualTo(1);
        writer.flush();

        assertThat(schema.query("select count(*)::text from ticks")).containsExactly("20");
        assertThat(schema.query("select sum(fresh)::text from ticks_journal")).containsExactly("20");
    }

    @Test
    void a_database_that_crashes_between_flushes_costs_no_row() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 1000);
        writeRows(writer, 0, 10);
        writer.flush();
        writeRows(writer, 10, 20);

        schema.crashDatabase();
        writer.flush();

        assertThat(schema.query("select count(*)::text from ticks")).containsExactly("20");
        assertThat(schema.query("select sum(fresh)::text from ticks_journal")).containsExactly("20");
    }

    @Test
    void what_the_database_refuses_for_good_is_thrown_at_once_and_ends_the_writer() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 1000);
        schema.execute("alter table ticks add check (kafka_offset <> 5)");
        writeRows(writer, 0, 10);

        assertThatThrownBy(writer::flush)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
        assertThat(schema.query("select 1::text from ticks union all select 1::text from ticks_journal"))
                .isEmpty();

        schema.execute("alter table ticks drop constraint ticks_kafka_offset_check");
        assertThatThrownBy(() -> writer.write(row(0, 10, 0))).isInstanceOf(SQLException.class);
        assertThatThrownBy(writer::flush).isInstanceOf(SQLException.class);

        assertThat(schema.query("select 1::text from ticks")).isEmpty();
    }

    @Test
    void a_commit_without_an_answer_is_tried_again_where_rows_have_a_key() throws SQLException {
        TickWriter writer = writer(SinkMode.UPSERT, LONG, 1000);
        schema.endTheFirstSessionThatCommits("ticks");
        writeRows(writer, 0, 10);

        writer.flush();

        assertThat(schema.query("select count(*)::text from ticks")).containsExactly("10");
    }

    @Test
    void a_commit_without_an_answer_is_an_error_where_rows_would_be_doubled() throws SQLException {
        TickWriter writer = writer(SinkMode.APPEND, LONG, 1000);
        schema.endTheFirstSessionThatCommits("ticks");
        writeRows(writer, 0, 10);

        assertThatThrownBy(writer::flush)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
        assertThatThrownBy(() -> writer.write(row(0, 10, 0))).isInstanceOf(SQLException.class);
    }

    private void awaitRows(String count) {
        Awaitility.await("rows")
                .untilAsserted(() -> assertThat(schema.query("select count(*)::text from ticks"))
                        .containsExactly(count));
    }

    private TickWriter writer(SinkMode mode, Duration flushInterval, int flushRows) throws SQLException {
        schema.createTables("ticks", mode);
        return schema.closing(new TickWriter(schema.settings("ticks", mode, flushInterval, flushRows), "test-0", 4));
    }

    static void writeRows(TickWriter writer, long first, long end) throws SQLException {
        for (long offset : LongStream.range(first, end).toArray()) {
            writer.write(row(0, offset, 1_732_435_200_000L + offset));
        }
    }

    private static TickRow row(int partition, long offset, long kafkaTimestamp) {
        return new TickRow(
                new Tick("BTC-USD", new BigDecimal("86746.075"), "coinbase_producer", 1_732_435_200),
                partition,
                offset,
                kafkaTimestamp);
    }

    private static byte[] json(String symbol, String price) {
        return "{\"symbol\":\"%s\",\"price\":%s,\"user\":\"coinbase_producer\",\"timestamp\":1732435200}"
                .formatted(symbol, price)
                .getBytes(UTF_8);
    }
}
