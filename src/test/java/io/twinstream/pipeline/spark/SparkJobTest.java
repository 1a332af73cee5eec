package io.twinstream.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Lanes;
import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be started says so in one line, before there is a Spark session. */
class SparkJobTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_query_without_checkpoints_is_refused() throws Exception {
        assertThat(run("--sink", "upsert")).isEqualTo(2);
        assertThat(said()).startsWith("--checkpoints is missing").hasLineCount(1);
    }

    @Test
    void a_sink_mode_that_real_time_mode_lacks_is_refused() throws Exception {
        assertThat(SparkRealtimeJob.run(err(), args("--sink", "transactional", "--checkpoints", "unused")))
                .isEqualTo(2);
        assertThat(said())
                .isEqualTo("Lane spark-realtime has no sink mode TRANSACTIONAL; it has [APPEND, UPSERT, LEDGER].");
    }

    @Test
    void a_commit_interval_that_is_too_short_for_real_time_mode_is_refused() throws Exception {
        assertThat(SparkRealtimeJob.run(
                        err(), args("--sink", "upsert", "--checkpoints", "unused", "--commit-interval", "4999ms")))
                .isEqualTo(2);
        assertThat(said())
                .isEqualTo("Option --commit-interval is 4999 ms, but Spark's real-time mode needs at least 5s.");
    }

    @Test
    void an_unknown_option_is_refused() throws Exception {
        assertThat(run("--sink", "upsert", "--colour", "red")).isEqualTo(2);
        assertThat(said()).contains("--colour").hasLineCount(1);
    }

    @Test
    void a_database_that_does_not_answer_is_named() throws Exception {
        assertThat(run("--sink", "append", "--checkpoints", "unused")).isEqualTo(2);
        assertThat(said())
                .startsWith("The database at jdbc:postgresql://127.0.0.1:1/prices cannot be used")
                .contains("--jdbc")
                .hasLineCount(1);
    }

    static List<Program> programs() {
        return List.of(TickQuery.BATCHES, TickQuery.REAL_TIME);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void a_lane_promises_no_duplicates_where_its_table_has_a_key_or_a_ledger_of_offsets_and_only_there(
            Program program) {
        LaneDescriptor lane = Lanes.of(program.lane());

        assertThat(lane.sinks())
                .isEqualTo(program.sinks())
                .allSatisfy(sink -> assertThat(lane.contract(sink).duplicates() == Contract.Duplicates.NONE)
                        .isEqualTo(program.keyed().contains(sink) || sink == SinkMode.LEDGER));
    }

    private int run(String... more) throws Exception {
        return SparkJob.run(err(), args(more));
    }

    private PrintStream err() {
        return new PrintStream(err, true, UTF_8);
    }

    private static String[] args(String... more) {
        // Nothing listens on port 1.
        List<String> args = new ArrayList<>(
                List.of("--bootstrap", "127.0.0.1:1", "--jdbc", "jdbc:postgresql://127.0.0.1:1/prices"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private String said() {
        return err.toString(UTF_8).strip();
    }
}
