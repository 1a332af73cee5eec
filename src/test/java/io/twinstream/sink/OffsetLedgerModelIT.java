package io.twinstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lane.SinkMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two writers of one partition, each of which can at any time commit one or two records more, or be started again at the
 * beginning of the topic, be it that it has died or that it does not know of the other. Every state that a model of them
 * can reach is reached on a real database, and from there each step is taken: what it does has to be what the model
 * says, and the table has to hold each record below the ledger's offset once.
 */
@ExperimentTest
class OffsetLedgerModelIT {

    private static final int RECORDS = 3;

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

    private enum Step {
        COMMIT_ONE,
        COMMIT_TWO,
        START_AGAIN
    }

    private record Move(int writer, Step step) {}

    private static final List<Move> MOVES = Arrays.stream(Step.values())
            .flatMap(step -> Stream.of(new Move(0, step), new Move(1, step)))
            .toList();

    private record Tried(State state, Move move) {}

    private final Set<Tried> tried = new HashSet<>();

    /**
     * A writer of the model.
     *
     * @param position what it reads next
     * @param known where it believes the ledger to be; -1 if it has not looked
     */
    private record Writer(long position, long known, boolean alive) {

        static final Writer STARTED = new Writer(0, -1, true);
    }

    private record State(long next, List<Writer> writers) {

        static final State FIRST = new State(0, List.of(Writer.STARTED, Writer.STARTED));

        State after(Move move) {
            Writer writer = writers.get(move.writer);
            if (move.step == Step.START_AGAIN) {
                return with(move.writer, Writer.STARTED, next);
            }
            if (!writer.alive) {
                return this;
            }
            long end = Math.min(RECORDS, writer.position + (move.step == Step.COMMIT_ONE ? 1 : 2));
            long known = writer.known < 0 && end > writer.position ? next : writer.known;
            if (end <= known || end == writer.position) { // all are replayed
                return with(move.writer, new Writer(end, known, true), next);
            }
            return known == next
                    ? with(move.writer, new Writer(end, end, true), end)
                    : with(move.writer, new Writer(writer.position, known, false), next);
        }

        private State with(int index, Writer writer, long next) {
            List<Writer> changed = new ArrayList<>(writers);
            changed.set(index, writer);
            return new State(next, List.copyOf(changed));
        }
    }

    @Test
    void in_every_state_every_step_does_what_the_model_says_and_leaves_each_record_once() throws SQLException {
        Set<State> taken = new HashSet<>();
        while (!wayToUntried(State.FIRST).isEmpty()) {
            walk(taken);
        }
        assertThat(taken).as("states, each with all of its steps").hasSize(90);
    }

    /** As far as there is a step that was not tried. The ledger never goes back, so another walk begins anew. */
    private void walk(Set<State> taken) throws SQLException {
        List<Move> moves = new ArrayList<>();
        schema.execute("truncate ticks, ticks_offsets");
        State state = State.FIRST;
        try (Connection connection = schema.connect();
                RealWriter a = new RealWriter();
                RealWriter b = new RealWriter()) {
            List<RealWriter> writers = List.of(a, b);
            for (List<Move> way = wayToUntried(state); !way.isEmpty(); way = wayToUntried(state)) {
                for (Move move : way) {
                    taken.add(state);
                    tried.add(new Tried(state, move));
                    moves.add(move);
                    state = state.after(move);
                    writers.get(move.writer).take(move.step);
                    assertThat(writers.get(move.writer).alive)
                            .as("alive after %s", moves)
                            .isEqualTo(state.writers.get(move.writer).alive);
                    assertThat(rowsAndLedger(connection)).as("after %s", moves).isEqualTo(expected(state));
                }
            }
        }
    }

    /** The shortest one that ends with such a step; empty if there is none. */
    private List<Move> wayToUntried(State from) {
        Map<State, List<Move>> ways = new HashMap<>(Map.of(from, List.of()));
        Deque<State> left = new ArrayDeque<>(List.of(from));
        while (!left.isEmpty()) {
            State state = left.remove();
            for (Move move : MOVES) {
                List<Move> way = new ArrayList<>(ways.get(state));
                way.add(move);
                if (!tried.contains(new Tried(state, move))) {
                    return way;
                }
                State after = state.after(move);
                if (ways.putIfAbsent(after, way) == null) {
                    left.add(after);
                }
            }
        }
        return List.of();
    }

    private static String expected(State state) {
        return LongStream.range(0, state.next).mapToObj(Long::toString).collect(Collectors.joining(" ")) + ", ledger "
                + state.next;
    }

    private static String rowsAndLedger(Connection connection) throws SQLException {
        String sql = "select concat((select string_agg(kafka_offset::text, ' ' order by kafka_offset) from ticks),"
                + " ', ledger ', (select coalesce(max(next_offset), 0) from ticks_offsets))";
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private final class RealWriter implements AutoCloseable {

        private GroupCommit commits = commits();
        private long position;
        private boolean alive = true;

        private GroupCommit commits() {
            return new GroupCommit(
                    schema.settings("ticks", SinkMode.LEDGER, Duration.ZERO, 10), "test", 0, Duration.ZERO);
        }

        void take(Step step) {
            if (step == Step.START_AGAIN) {
                commits.close();
                commits = commits();
                position = 0;
                alive = true;
            } else if (alive) {
                commit(Math.min(RECORDS, position + (step == Step.COMMIT_ONE ? 1 : 2)));
            }
        }

        private void commit(long end) {
            TickBuffer group = new TickBuffer(10);
            for (long offset = position; offset < end; offset++) {
                group.add(OffsetLedgerIT.row(0, offset));
            }
            try {
                commits.commit(group);
                position = end;
            } catch (SQLException e) {
                assertThat(e.getMessage()).startsWith("Another writer");
                alive = false;
            }
        }

        @Override
        public void close() {
            commits.close();
        }
    }
}
