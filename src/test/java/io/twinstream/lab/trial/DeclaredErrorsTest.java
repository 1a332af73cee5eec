package io.twinstream.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinstream.experiment.Fault;
import io.twinstream.lab.trial.DeclaredErrors.Declared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredErrorsTest {

    private static final DeclaredErrors NONE = new DeclaredErrors(List.of());
    private static final DeclaredErrors LOST_EXECUTOR = new DeclaredErrors(List.of(new Declared(
            Pattern.compile("spark-t.*"),
            Pattern.compile("Lost executor"),
            Set.of(Fault.WORKER_KILL),
            "It was killed.")));

    private static final String LOST = "2026-11-30 01:54:12.000001 ERROR [dispatcher] o.a.s.s.TaskSchedulerImpl: "
            + "Lost executor 0 on 127.0.0.1: Command exited with code 137\n";

    @TempDir
    private Path trial;

    private Path logs;

    @BeforeEach
    void makeFolder() throws IOException {
        logs = Files.createDirectory(trial.resolve("logs"));
    }

    @Test
    void an_error_with_its_stack_trace_counts_once() throws IOException {
        Files.writeString(logs.resolve("flink-tm-1.log"), """
                2026-11-30 01:47:13.257695 INFO  [main] o.a.f.Runner: starting
                2026-11-30 01:47:14.257695 ERROR [dispatcher-24] o.a.f.r.Actor: Caught exception.
                java.lang.IllegalStateException: ERROR: it is closed
                \tat org.apache.flink.Gateway.open(Gateway.java:229)
                Caused by: org.postgresql.util.PSQLException: ERROR: it is in use
                2026-11-30 01:47:15.257695 ERROR [stream thread [id = 1]] o.a.f.r.Actor: Caught another.
                """);

        assertThat(NONE.notes(Fault.WORKER_KILL, logs))
                .containsExactly("flink-tm-1 logged 2 errors that WORKER_KILL does not declare: "
                        + "ERROR o.a.f.r.Actor: Caught exception., see logs/flink-tm-1.log");
    }

    @Test
    void a_warning_is_no_error_and_neither_is_the_word_in_a_message() throws IOException {
        Files.writeString(logs.resolve("broker.log"), """
                2026-11-30 01:47:13.257695 WARN  [main] k.s.Server: ERROR was the level before
                2026-11-30 01:47:13.257695 INFO  [main] k.s.Server: FATAL ERROR in a name
                [2026-11-30 01:47:13,257] WARN ERROR was the level before (kafka.server.Server)
                """);
        Files.writeString(logs.resolve("database.log"), """
                2026-11-30 01:47:13.257 UTC [41] t1_floor: LOG:  statement: select 'ERROR:  '
                2026-11-30 01:47:13.257 UTC [41] t1_floor: DETAIL:  ERROR
                """);

        assertThat(NONE.notes(Fault.NONE, logs)).isEmpty();
    }

    @Test
    void every_server_s_way_to_write_an_error_is_known() throws IOException {
        Files.writeString(
                logs.resolve("broker.log"),
                "[2026-11-30 01:47:13,257] ERROR Heartbeat is late (kafka.server.Server)\n");
        Files.writeString(logs.resolve("database.log"), """
                2026-11-30 01:47:13.257 UTC [41] : PANIC:  could not write
                2026-11-30 01:47:13.257 UTC [42] t1_floor: FATAL:  the database system is starting up
                2026-11-30 01:47:13.257 UTC [43] t1_floor: ERROR:  relation "rows" does not exist
                """);
        Path executor = Files.createDirectories(logs.resolve("spark-executors/app-1/0"));
        Files.writeString(
                executor.resolve("stdout"), "2026-11-30 01:47:13.257695 FATAL [main] o.a.s.Executor: no memory\n");

        assertThat(NONE.notes(Fault.NONE, logs))
                .containsExactly(
                        "broker logged 1 error that NONE does not declare: ERROR Heartbeat is late"
                                + " (kafka.server.Server), see logs/broker.log",
                        "database logged 3 errors that NONE does not declare: [41] : PANIC:  could not write,"
                                + " see logs/database.log",
                        "spark-executors/app-1/0/stdout logged 1 error that NONE does not declare: FATAL"
                                + " o.a.s.Executor: no memory, see logs/spark-executors/app-1/0/stdout");
    }

    @Test
    void a_declared_error_is_undeclared_under_another_fault_and_in_another_process() throws IOException {
        Files.writeString(logs.resolve("spark-t1_spark_upsert.log"), LOST);

        assertThat(LOST_EXECUTOR.notes(Fault.WORKER_KILL, logs)).isEmpty();
        assertThat(LOST_EXECUTOR.notes(Fault.BROKER_KILL, logs))
                .singleElement()
                .asString()
                .startsWith("spark-t1_spark_upsert logged 1 error that BROKER_KILL does not declare: ");

        Files.writeString(logs.resolve("spark-master.log"), LOST);

        assertThat(LOST_EXECUTOR.notes(Fault.WORKER_KILL, logs))
                .singleElement()
                .asString()
                .startsWith("spark-master logged 1 error");
    }

    @Test
    void a_thread_whose_name_holds_brackets_is_left_out() throws IOException {
        Files.writeString(
                logs.resolve("spark-t1.log"),
                "2026-11-30 02:01:12.049318 ERROR [stream [id = a4, runId = a8]] o.a.s.Batch: Query t1 [id = a4] ended\n");

        assertThat(NONE.notes(Fault.NONE, logs))
                .containsExactly("spark-t1 logged 1 error that NONE does not declare: ERROR o.a.s.Batch: Query t1"
                        + " [id = a4] ended, see logs/spark-t1.log");
    }

    @Test
    void of_a_long_line_the_beginning_is_shown() throws IOException {
        Files.writeString(logs.resolve("broker.log"), "2026-11-30 01:47:13.257695 ERROR " + "x".repeat(1_000) + "\n");

        assertThat(NONE.notes(Fault.NONE, logs))
                .containsExactly("broker logged 1 error that NONE does not declare: ERROR " + "x".repeat(194)
                        + ".., see logs/broker.log");
    }

    @Test
    void a_jar_beside_the_logs_is_not_read_and_bytes_that_are_no_text_are_no_trouble() throws IOException {
        Files.writeString(logs.resolve("twinstream-spark.jar"), LOST);
        Files.write(logs.resolve("broker.log"), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        Files.writeString(logs.resolve("database.log"), "\u00e9\n", StandardCharsets.ISO_8859_1);

        assertThat(NONE.notes(Fault.NONE, logs)).isEmpty();
    }

    @Test
    void the_list_of_this_suite_declares_for_all_faults_or_for_some() throws IOException {
        Files.writeString(
                logs.resolve("broker.log"),
                "2026-11-30 01:47:13.257695 ERROR [quorum-controller-1] o.a.k.c.R: "
                        + "processExpiredBrokerHeartbeat: controller event queue overloaded. Timed out heartbeat.\n");
        Files.writeString(
                logs.resolve("database.log"),
                "2026-11-30 01:47:13.257 UTC [41] t1_floor_upsert: "
                        + "ERROR:  cannot execute INSERT in a read-only transaction\n");

        assertThat(DeclaredErrors.known().notes(Fault.SINK_FULL, logs)).isEmpty();
        assertThat(DeclaredErrors.known().notes(Fault.WORKER_KILL, logs))
                .singleElement()
                .asString()
                .startsWith("database logged 1 error that WORKER_KILL does not declare");
    }

    @Test
    void an_error_is_not_declared_without_a_reason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Declared(Pattern.compile("broker"), Pattern.compile("late"), null, " "))
                .withMessageContaining("late");
    }
}
