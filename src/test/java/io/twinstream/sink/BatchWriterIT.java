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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ExperimentTest
class BatchWriterIT {

    private TestSchema schema;

    @BeforeEach
    void createTables(Laboratory laboratory) throws SQLException {
        schema = TestSchema.create(laboratory.with(Part.DATABASE).database());
        schema.createTables("ticks", SinkMode.TRANSACTIONAL);
        schema.createBatchLedger("ticks");
    }

    @AfterEach
    void dropSchema() throws SQLException {
        schema.close();
    }

    @Test
    void a_batch_is_there_with_its_letters_its_journal_and_its_entry_or_not_at_all() throws SQLException {
        try (BatchWriter writer = writer("query", 7)) {
            assertThat(writer.begin()).isTrue();
            write(writer, 0, 25);
            writer.write(Parsed.of(0, 25, 0, null));
            assertThat(everything()).isEqualTo("0 0 0 0");
            writer.commit();
        }

        assertThat(everything()).isEqualTo("25 1 26 1");
        assertThat(schema.query("select query_id || ' ' || batch_id from ticks_ledger"))
                .containsExactly("query 7");
    }

    @Test
    void a_batch_that_was_committed_is_not_written_again() throws SQLException {
        writeBatch("query", 0, 0, 25);

        try (BatchWriter replay = writer("query", 0)) {
            assertThat(replay.begin()).isFalse();
        }
        assertThat(everything()).isEqualTo("25 0 25 1");
    }

    @Test
    void a_failure_in_the_middle_of_a_batch_leaves_nothing_and_the_next_attempt_writes_it_all() throws SQLException {
        schema.execute("alter table ticks add constraint no_22 check (kafka_offset <> 22)");

        assertThatThrownBy(() -> writeBatch("query", 0, 0, 100)).isInstanceOf(SQLException.class);
        assertThat(everything()).isEqualTo("0 0 0 0");

        schema.execute("alter table ticks drop constraint no_22");
        writeBatch("query", 0, 0, 100);
        assertThat(everything()).isEqualTo("100 0 100 1");
    }

    @Test
    void a_query_that_begins_anew_loses_nothing_and_doubles_nothing() throws SQLException {
        writeBatch("query", 0, 0, 30);
        writeBatch("query", 1, 30, 60);

        writeBatch("another query", 0, 0, 80);

        assertThat(everything()).isEqualTo("80 0 80 3");
        assertThat(schema.query("select count(distinct kafka_offset)::text from ticks"))
                .containsExactly("80");
    }

    @Test
    void of_two_that_write_a_batch_at_once_the_second_waits_and_writes_nothing() throws Exception {
        try (BatchWriter first = writer("query", 0);
                BatchWriter second = writer("query", 0)) {
            assertThat(first.begin()).isTrue();
            CompletableFuture<Boolean> began = CompletableFuture.supplyAsync(() -> {
                try {
                    return second.begin();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            Awaitility.await("the second waits for a lock")
                    .until(() -> schema.query("select 1::text from pg_stat_activity"
                                    + " where application_name = 'writer' and wait_event_type = 'Lock'")
                            .equals(List.of("1")));
            write(first, 0, 25);
            first.commit();

            assertThat(began.get(30, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(everything()).isEqualTo("25 0 25 1");
    }

    @Test
    void a_database_that_crashes_costs_the_attempt_and_is_waited_for_by_the_next() throws SQLException {
        try (BatchWriter writer = writer("query", 0)) {
            writer.begin();
            write(writer, 0, 25);
            schema.crashDatabase();
            assertThatThrownBy(writer::commit).isInstanceOf(SQLException.class);
        }

        writeBatch("query", 0, 0, 25);

        assertThat(everything()).isEqualTo("25 0 25 1");
    }

    @Test
    void a_commit_without_an_answer_is_settled_by_the_next_attempt() throws SQLException {
        schema.endTheFirstSessionThatCommits("ticks");
        assertThatThrownBy(() -> writeBatch("query", 0, 0, 25)).isInstanceOf(SQLException.class);

        writeBatch("query", 0, 0, 25);

        assertThat(everything()).isEqualTo("25 0 25 1");
    }

    /** Rows, dead letters, new ones by the journal, and batches by the ledger. */
    private String everything() throws SQLException {
        return schema.query(
                        "select concat_ws(' ', (select count(*) from ticks), (select count(*) from ticks_dead_letters),"
                                + " (select coalesce(sum(fresh), 0) from ticks_journal),"
                                + " (select count(*) from ticks_ledger))")
                .get(0);
    }

    private void writeBatch(String query, long batch, long first, long end) throws SQLException {
        try (BatchWriter writer = writer(query, batch)) {
            assertThat(writer.begin()).isTrue();
            write(writer, first, end);
            writer.commit();
        }
    }

    private BatchWriter writer(String query, long batch) {
        return new BatchWriter(
                schema.settings("ticks", SinkMode.TRANSACTIONAL, Duration.ofHours(1), 10), "spark", 0, query, batch);
    }

    private static void write(BatchWriter writer, long first, long end) throws SQLException {
        for (long offset = first; offset < end; offset++) {
            writer.write(new TickRow(new Tick("BTC-USD", new BigDecimal("86746.075"), "feed", 1), 0, offset, 0));
        }
    }
}
