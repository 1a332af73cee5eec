package io.twinstream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ExperimentTest
class SinkTablesIT {

    private static final Subject SPARK_UPSERT = new Subject(Lane.SPARK, SinkMode.UPSERT);

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
    void the_tables_of_two_lanes_share_a_schema_and_are_created_once() throws SQLException {
        for (int start = 0; start < 2; start++) {
            schema.createTables(SinkTables.FLINK, SinkMode.UPSERT);
            schema.createTables(SinkTables.SPARK, SinkMode.APPEND);
        }

        assertThat(schema.query("select tablename from pg_tables where schemaname = current_schema() order by 1"))
                .containsExactly(
                        "crypto_prices_flink",
                        "crypto_prices_flink_dead_letters",
                        "crypto_prices_flink_journal",
                        "crypto_prices_flink_skipped",
                        "crypto_prices_flink_topic",
                        "crypto_prices_realtime",
                        "crypto_prices_realtime_dead_letters",
                        "crypto_prices_realtime_journal",
                        "crypto_prices_realtime_skipped",
                        "crypto_prices_realtime_topic");
    }

    @Test
    void lanes_that_start_at_once_do_not_trip_over_each_other() {
        CompletableFuture<?>[] starts = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    try (Connection connection = schema.connect()) {
                        SinkTables.create(connection, "ticks", SPARK_UPSERT, true);
                        SinkTables.claim(connection, "ticks", "crypto_prices", "id-1");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                }))
                .limit(8)
                .toArray(CompletableFuture[]::new);

        assertThatCode(() -> CompletableFuture.allOf(starts).join()).doesNotThrowAnyException();
    }

    @Test
    void a_table_without_the_key_is_refused_where_the_mode_needs_one() throws SQLException {
        schema.createTables("ticks", SinkMode.APPEND);

        assertThatThrownBy(() -> schema.createTables("ticks", SinkMode.UPSERT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Table ticks is there already without the unique key on (kafka_partition, kafka_offset),"
                        + " which lane spark in sink mode UPSERT needs; name another with --table, or drop this one.");
    }

    @Test
    void a_table_with_the_key_is_refused_where_the_mode_must_not_have_one() throws SQLException {
        schema.createTables("ticks", SinkMode.UPSERT);

        assertThatThrownBy(() -> schema.createTables("ticks", SinkMode.APPEND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Table ticks is there already with a unique key on (kafka_partition, kafka_offset),"
                                + " which lane spark in sink mode APPEND must not have; name another with --table, or drop this one.");
    }

    @Test
    void the_table_of_a_sink_that_claims_to_write_once_by_itself_has_no_key() throws SQLException {
        schema.createTables("ticks", new Subject(Lane.FLINK, SinkMode.APPEND), false);
        schema.createTables("ticks", new Subject(Lane.FLINK, SinkMode.TRANSACTIONAL), false);

        assertThatThrownBy(() -> schema.createTables("ticks", SinkMode.TRANSACTIONAL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Table ticks is there already without the unique key on (kafka_partition, kafka_offset),"
                        + " which lane spark in sink mode TRANSACTIONAL needs; name another with --table, or drop this"
                        + " one.");
    }

    @Test
    void batches_that_are_written_as_one_transaction_have_a_ledger() throws SQLException {
        schema.createTables("others", new Subject(Lane.FLINK, SinkMode.TRANSACTIONAL), false);
        for (int start = 0; start < 2; start++) {
            schema.createTables("ticks", SinkMode.TRANSACTIONAL);
            schema.createBatchLedger("ticks");
        }

        assertThat(schema.query("select tablename from pg_tables where schemaname = current_schema()"
                        + " and tablename like '%ledger'"))
                .containsExactly("ticks_ledger");
    }

    @Test
    void a_ledger_of_offsets_is_not_begun_beside_rows_and_not_left_behind_by_them() throws SQLException {
        schema.createTables("ticks", SinkMode.LEDGER);
        schema.createTables("ticks", SinkMode.LEDGER);
        assertThatThrownBy(() -> schema.createTables("ticks", SinkMode.APPEND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Table ticks is filled in sink mode LEDGER, whose ledger ticks_offsets lane spark in sink"
                        + " mode APPEND would not keep; name another with --table, or drop it and the tables whose"
                        + " names begin with it.");

        schema.createTables("others", SinkMode.APPEND);
        schema.execute("insert into others (kafka_partition, kafka_offset) values (0, 7)");
        assertThatThrownBy(() -> schema.createTables("others", SinkMode.LEDGER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Table others has rows, of which ledger others_offsets knows nothing: sink mode LEDGER"
                        + " would write them again; name another with --table, or drop it and the tables whose names"
                        + " begin with it.");
        schema.createTables("others", SinkMode.APPEND);
    }

    @Test
    void a_table_that_has_the_name_of_a_ledger_and_is_none_is_refused_to_the_ledger_alone() throws SQLException {
        schema.execute("create table ticks_offsets (kafka_partition int primary key, next_offset bigint)");

        assertThatThrownBy(() -> schema.createTables("ticks", SinkMode.LEDGER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Table ticks_offsets is there already and is no ledger of offsets; name another with"
                        + " --table, or drop it and the tables whose names begin with it.");
        schema.createTables("ticks", SinkMode.UPSERT);
    }

    @Test
    void a_table_that_would_round_prices_is_refused() throws SQLException {
        schema.execute("create table ticks (symbol text, price double precision, \"user\" text, \"timestamp\" bigint,"
                + " kafka_partition int, kafka_offset bigint, kafka_timestamp timestamptz,"
                + " unique (kafka_partition, kafka_offset))");

        assertThatThrownBy(() -> schema.createTables("ticks", SinkMode.UPSERT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Table ticks is there already, but its column \"price\" is double precision and not numeric;"
                                + " name another with --table, or drop this one.");
    }

    @Test
    void an_index_that_was_left_invalid_is_no_key_and_one_that_includes_more_columns_is() throws SQLException {
        schema.createTables("ticks", SinkMode.APPEND);
        schema.execute("insert into ticks (kafka_partition, kafka_offset) values (0, 7), (0, 7)");
        assertThatThrownBy(() -> schema.execute(
                        "create unique index concurrently key_of_ticks on ticks (kafka_partition, kafka_offset)"))
                .hasMessageContaining("could not create unique index");
        schema.execute("delete from ticks");
        assertRefused("Table ticks is there already without the unique key on (kafka_partition, kafka_offset)");

        schema.execute("drop index key_of_ticks");
        schema.execute("create unique index key_of_ticks on ticks (kafka_partition, kafka_offset) include (symbol)");
        schema.createTables("ticks", SinkMode.UPSERT);
    }

    @Test
    void tables_of_a_neighbour_that_are_called_like_those_beside_ours_are_refused() throws SQLException {
        schema.createTables("ticks", SinkMode.UPSERT);
        schema.execute("alter table ticks_journal drop column fresh");
        assertRefused("Table ticks_journal is there already, but its column \"fresh\" is missing");
        schema.execute("drop table ticks_journal");
        schema.createTables("ticks", SinkMode.UPSERT);
        schema.execute("alter table ticks_journal drop constraint ticks_journal_pkey");
        assertRefused("Table ticks_journal is there already without the unique key on (writer, attempt, epoch, target)"
                + " that lets a writer go on counting; name another with --table, or drop this one.");
        schema.execute("drop table ticks_journal");
        schema.execute("alter table ticks_dead_letters alter column raw type text");
        assertRefused("Table ticks_dead_letters is there already, but its column \"raw\" is text and not bytea");
        schema.execute("drop table ticks_dead_letters");
        schema.execute("create table ticks_dead_letters (kafka_partition int, kafka_offset bigint,"
                + " kafka_timestamp timestamptz, raw bytea, reason text)");
        assertRefused("Table ticks_dead_letters is there already without the unique key");
    }

    @Test
    void a_column_of_somebody_else_that_must_have_a_value_is_refused() throws SQLException {
        schema.createTables("ticks", SinkMode.UPSERT);
        schema.execute("alter table ticks add column source text not null default 'here', add column note text");
        schema.createTables("ticks", SinkMode.UPSERT);

        schema.execute("alter table ticks alter column source drop default");
        assertRefused(
                "Table ticks is there already, and its column \"source\" must have a value, which no row here has");
    }

    @Test
    void a_database_that_cannot_hold_every_symbol_is_refused() throws SQLException {
        String latin = "latin_" + System.nanoTime();
        schema.execute(
                "create database " + latin + " encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
        try (Connection connection = schema.connectTo(latin)) {
            assertThatThrownBy(() -> SinkTables.create(connection, "ticks", SPARK_UPSERT, true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The database has the encoding LATIN1, which cannot hold every symbol; "
                            + "create one with encoding 'UTF8'.");
        } finally {
            schema.execute("drop database " + latin);
        }
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> schema.createTables("ticks", SinkMode.UPSERT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith("; name another with --table, or drop this one.");
    }

    @Test
    void a_name_that_would_have_to_be_quoted_is_refused() {
        assertThatThrownBy(() -> schema.createTables("Ticks; drop table x", SinkMode.UPSERT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot name a table");
    }

    @Test
    void a_schema_that_is_not_there_is_reported() throws SQLException {
        try (Connection connection = schema.connect()) {
            connection.setSchema("nowhere");

            assertThatThrownBy(() -> SinkTables.create(connection, "ticks", SPARK_UPSERT, true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void a_topic_that_was_created_again_is_refused() throws SQLException {
        schema.createTables("ticks", SinkMode.UPSERT);
        try (Connection connection = schema.connect()) {
            SinkTables.claim(connection, "ticks", "crypto_prices", "id-1");
            SinkTables.claim(connection, "ticks", "crypto_prices", "id-1");

            assertThatThrownBy(() -> SinkTables.claim(connection, "ticks", "crypto_prices", "id-2"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Topic crypto_prices was deleted and created again since table ticks was filled, and its"
                                    + " new offsets would look like replays; name another with --table, or drop it and the"
                                    + " tables whose names begin with it.");
            assertThatThrownBy(() -> SinkTables.claim(connection, "ticks", "other", "id-3"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Table ticks is filled from topic crypto_prices, not from other;");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void what_expired_before_a_table_got_it_is_named_by_partition_and_offset() throws SQLException {
        schema.createTables("rows", SinkMode.APPEND);
        schema.execute("insert into rows (kafka_partition, kafka_offset) values (0, 3), (0, 4), (1, 8)");
        schema.execute("insert into rows_dead_letters values (2, 6, now(), 'x', 'not JSON')");

        assertThat(skip(Map.of(0, 5L, 1, 9L, 2, 7L), false))
                .as("what a table has may expire")
                .isEmpty();
        assertThatThrownBy(() -> skip(Map.of(0, 10L, 1, 9L, 2, 8L), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The topic no longer holds what comes next in table rows, partition 0 offsets 5 to 9, "
                        + "partition 2 offset 7; go on without it with --expired skip.");
        assertThat(schema.query("select count(*)::text from rows_skipped")).containsExactly("0");
    }

    @Test
    void what_is_skipped_is_noted_once() throws SQLException {
        schema.createTables("rows", SinkMode.APPEND);
        schema.execute("insert into rows (kafka_partition, kafka_offset) values (0, 4)");
        Map<Integer, Long> firsts = Map.of(0, 10L, 1, 0L);

        assertThat(skip(firsts, true)).containsExactly(new SkippedOffsets(0, 5, 10));
        assertThat(skip(firsts, false)).isEmpty();
        assertThat(schema.query(
                        "select kafka_partition || ' ' || first_offset || ' ' || next_offset from rows_skipped"))
                .containsExactly("0 5 10");
    }

    /** Else a table that was new yesterday could not go on today: nothing has come in partition 1 meanwhile. */
    @Test
    void a_new_table_begins_where_the_topic_does_and_goes_on_from_there() throws SQLException {
        schema.createTables("rows", SinkMode.APPEND);
        Map<Integer, Long> firsts = Map.of(0, 10L, 1, 20L);

        assertThat(skip(firsts, false)).containsExactly(new SkippedOffsets(0, 0, 10), new SkippedOffsets(1, 0, 20));
        schema.execute("insert into rows (kafka_partition, kafka_offset) values (0, 10)");
        assertThat(skip(firsts, false)).isEmpty();
        assertThatThrownBy(() -> skip(Map.of(0, 11L, 1, 22L), false))
                .hasMessageContaining("partition 1 offsets 20 to 21;");
    }

    private List<SkippedOffsets> skip(Map<Integer, Long> firsts, boolean goOn) throws SQLException {
        try (Connection connection = schema.connect()) {
            return SinkTables.skip(connection, "rows", firsts, goOn);
        }
    }
}
