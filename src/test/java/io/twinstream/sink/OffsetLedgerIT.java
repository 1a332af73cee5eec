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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mode LEDGER, on a table without a key. */
@ExperimentTest
class OffsetLedgerIT {

    /** One group of so many is inserted, the other copied. */
    private static final int FEW = 10;

    private static final int MANY = 1_000;

    private TestSchema schema;

    @BeforeEach
    void createTables(Laboratory laboratory) throws SQLException {
        schema = TestSchema.create(laboratory.with(Part.DATABASE).database());
        schema.createTables("ticks", SinkMode.LEDGER);
    }

    @AfterEach
    void dropSchema() throws SQLException {
        schema.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void a_replay_is_passed_over_and_the_journal_shows_it(int group) throws SQLException {
        TickWriter first = writer(0);
        write(first, 0, 0, group);
        first.flush();
        first.close();

        TickWriter second = writer(1);
        write(second, 0, group / 2, 2L * group);
        second.flush();

        assertOnce(0, 2L * group);
        assertThat(ledger()).containsExactly("0 " + group + " " + 2 * group);
        assertThat(schema.query("select concat_ws(' ', attempt, tried, fresh) from ticks_journal order by attempt"))
                .containsExactly("0 " + group + " " + group, "1 " + group * 3 / 2 + " " + group);
    }

    @Test
    void a_group_of_nothing_but_replays_is_journalled_and_moves_no_ledger() throws SQLException {
        TickWriter first = writer(0);
        write(first, 0, 0, FEW);
        first.flush();
        TickWriter second = writer(1);
        write(second, 0, 0, FEW);
        second.flush();

        assertOnce(0, FEW);
        assertThat(ledger()).containsExactly("0 0 10");
        assertThat(schema.query("select concat_ws(' ', tried, fresh) from ticks_journal where attempt = 1"))
                .containsExactly("10 0");
    }

    @Test
    void large_groups_are_copied_from_the_first_on_be_they_replayed_or_not() throws SQLException {
        schema.noteInserts("ticks");
        TickWriter first = writer(0);
        write(first, 0, 0, MANY);
        first.flush();
        TickWriter second = writer(1);
        write(second, 0, MANY / 2, 2 * MANY);
        second.flush();

        assertThat(schema.inserts()).containsExactly("copy", "copy");
    }

    @Test
    void letters_keep_their_key_and_move_no_ledger() throws SQLException {
        for (int attempt = 0; attempt < 2; attempt++) {
            TickWriter writer = writer(attempt);
            write(writer, 0, 0, FEW);
            writer.write(Parsed.of(0, FEW, 0, null));
            write(writer, 0, FEW + 1, FEW + 3);
            writer.write(Parsed.of(0, FEW + 3, 0, null));
            writer.flush();
        }

        assertThat(schema.query("select kafka_offset::text from ticks_dead_letters order by kafka_offset"))
                .containsExactly("10", "13");
        assertThat(schema.query("select kafka_offset::text from ticks order by ticks.kafka_offset"))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "11", "12");
        assertThat(ledger()).containsExactly("0 0 13");
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void a_writer_that_was_replaced_can_write_nothing_any_more(int group) throws SQLException {
        TickWriter zombie = writer(0);
        write(zombie, 0, 0, FEW);
        write(zombie, 1, 0, FEW);
        zombie.flush();

        TickWriter successor = writer(1);
        write(successor, 0, 5, 2 * FEW);
        successor.flush();

        // Nobody has written partition 1 meanwhile, but what goes in one transaction stays out together.
        write(zombie, 1, FEW, FEW + group);
        write(zombie, 0, FEW, FEW + group);
        assertThatThrownBy(zombie::flush)
                .isInstanceOf(SQLException.class)
                .hasMessage("Another writer has advanced the ledger of this one's partitions.");
        assertThatThrownBy(() -> write(zombie, 0, FEW + group, FEW + group + 1)).isInstanceOf(SQLException.class);

        assertOnce(0, 2 * FEW);
        assertOnce(1, FEW);
        write(successor, 0, 2 * FEW, 3 * FEW);
        successor.flush();
        assertOnce(0, 3 * FEW);
    }

    /** Which of the two was there first is decided by the ledger's entry, on whose lock the other waits. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_two_at_once_the_second_waits_and_is_refused_if_the_first_commits(boolean commits) throws Exception {
        TickWriter writer = writer(0);
        write(writer, 0, 0, FEW);
        writer.flush();

        CompletableFuture<Void> flushed;
        try (Connection other = schema.connect()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("update ticks_offsets set from_offset = 10, next_offset = 15");
            }
            write(writer, 0, FEW, 2 * FEW);
            flushed = CompletableFuture.runAsync(() -> flush(writer));
            awaitTheWaiter();
            if (commits) {
                other.commit();
            } else {
                other.rollback();
            }
        }

        if (commits) {
            assertThatThrownBy(() -> flushed.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(SQLException.class);
            assertOnce(0, FEW);
        } else {
            flushed.get(30, TimeUnit.SECONDS);
            assertOnce(0, 2 * FEW);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void a_commit_without_an_answer_is_settled_by_the_ledger(int group) throws SQLException {
        schema.endTheFirstSessionThatCommits("ticks");
        TickWriter writer = writer(0);
        write(writer, 0, 0, group);
        writer.flush();
        write(writer, 0, group, 2L * group);
        writer.flush();

        assertOnce(0, 2L * group);
    }

    /** What the writer cannot see: the first commit was made, and only its answer is lost. */
    @Test
    void a_commit_whose_answer_alone_is_lost_is_not_made_again() throws SQLException {
        TickWriter writer = writer(0);
        write(writer, 0, 0, FEW);
        writer.flush();
        schema.execute("insert into ticks select 'BTC-USD', 1, 'feed', 1, 0, n, now() from generate_series(10, 19) n;"
                + " update ticks_offsets set from_offset = 10, next_offset = 20");
        schema.endWritersSessions();

        write(writer, 0, FEW, 3 * FEW);
        writer.flush();

        assertOnce(0, 3 * FEW);
    }

    /** The database has not yet heard that the first attempt is over when the second reads the ledger. */
    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void a_commit_that_is_made_while_it_is_tried_again_is_recognised(int group) throws Exception {
        TickWriter writer = writer(0);
        write(writer, 0, 0, FEW);
        writer.flush();
        try (Connection first = schema.connect()) {
            first.setAutoCommit(false);
            try (Statement statement = first.createStatement()) {
                statement.execute("insert into ticks select 'BTC-USD', 1, 'feed', 1, 0, n, now()"
                        + " from generate_series(10, 10 + " + group + " - 1) n");
                statement.execute("update ticks_offsets set from_offset = 10, next_offset = 10 + " + group);
            }
            schema.endWritersSessions();
            write(writer, 0, FEW, FEW + group);
            CompletableFuture<Void> flushed = CompletableFuture.runAsync(() -> flush(writer));
            awaitTheWaiter();
            first.commit();
            flushed.get(30, TimeUnit.SECONDS);
        }

        assertOnce(0, FEW + group);
    }

    private void awaitTheWaiter() {
        Awaitility.await("the writer waits for a lock")
                .until(() -> schema.query("select 1::text from pg_stat_activity"
                                + " where application_name = 'writer' and wait_event_type = 'Lock'")
                        .equals(List.of("1")));
    }

    @Test
    void a_database_that_crashes_costs_no_row_and_doubles_none() throws SQLException {
        TickWriter writer = writer(0);
        write(writer, 0, 0, MANY);
        writer.flush();
        schema.crashDatabase();
        write(writer, 0, MANY, 2 * MANY);
        writer.flush();

        assertOnce(0, 2 * MANY);
    }

    @Test
    void rows_out_of_their_order_are_an_error_and_not_taken_for_replays() throws SQLException {
        TickWriter writer = writer(0);
        write(writer, 0, 7, 8);
        write(writer, 1, 5, 6);
        write(writer, 0, 5, 6);

        assertThatThrownBy(writer::flush)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Offset 5 of partition 0 came behind offset 7, and sink mode LEDGER needs the rows of a"
                        + " partition in their order.");
        assertThat(schema.query("select 1::text from ticks")).isEmpty();
    }

    private TickWriter writer(int attempt) {
        return schema.closing(new TickWriter(
                schema.settings("ticks", SinkMode.LEDGER, Duration.ofHours(1), 5_000), "test-0", attempt));
    }

    private static void flush(TickWriter writer) {
        try {
            writer.flush();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void write(TickWriter writer, int partition, long first, long end) throws SQLException {
        for (long offset = first; offset < end; offset++) {
            writer.write(row(partition, offset));
        }
    }

    static TickRow row(int partition, long offset) {
        return new TickRow(new Tick("BTC-USD", new BigDecimal("86746.075"), "feed", 1), partition, offset, 0);
    }

    /** Every offset below the end has one row, and no other has one. */
    private void assertOnce(int partition, long end) throws SQLException {
        assertThat(schema.query("select concat_ws(' ', count(*), count(distinct kafka_offset), max(kafka_offset))"
                        + " from ticks where kafka_partition = " + partition))
                .containsExactly(end + " " + end + " " + (end - 1));
    }

    private List<String> ledger() throws SQLException {
        return schema.query("select concat_ws(' ', kafka_partition, from_offset, next_offset) from ticks_offsets"
                + " order by kafka_partition");
    }
}
