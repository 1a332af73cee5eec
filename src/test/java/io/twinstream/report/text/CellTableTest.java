package io.twinstream.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Judgement;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Recovery;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Spare;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTableTest {

    private static final String KILL = "flink/UPSERT/WORKER_KILL";

    @Test
    void a_cell_is_a_line_with_the_most_of_its_counts_and_the_medians_of_its_times() {
        String table = CellTable.of(List.of(
                trial("spark/APPEND/NONE", Verdict.VALID, 0, null, unknown()),
                trial(KILL, Verdict.VALID, 0, 500L, recovery(4_000_000, 9_000_000, false)),
                trial(KILL, Verdict.INVALID, 3, 0L, recovery(6_000_000, 30_000_000, true)),
                trial(KILL, Verdict.VALID, 0, 700L, recovery(5_000_000, 8_000_000, false))));

        assertThat(table).startsWith("""
                lane   sink    fault        trials  alone  delivered       exposed  broken  unwritten  duplicated  replayed  orphans  gap s  first row s  disturbed s  catch-up s
                flink  UPSERT  WORKER_KILL       3      3  2 ONCE, 1 LOST        0       1          3           0       700        0    5.0          5.0          5.0         9.0
                spark  APPEND  NONE              1      1  ONCE                  0       0          0           0                  0
                """);
    }

    @Test
    void a_median_that_may_be_longer_says_so() {
        String table = CellTable.of(List.of(
                trial(KILL, Verdict.VALID, 0, 0L, recovery(4_000_000, 9_000_000, false)),
                trial(KILL, Verdict.VALID, 0, 0L, recovery(4_000_000, 30_000_000, true))));

        assertThat(table.lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).endsWith("> 19.5"));
    }

    @Test
    void a_time_that_one_trial_does_not_know_is_left_empty() {
        String table = CellTable.of(List.of(
                trial(KILL, Verdict.HALTED, 0, 0L, unknown()),
                trial(KILL, Verdict.HALTED, 0, 0L, recovery(4_000_000, 9_000_000, false))));

        assertThat(table.lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).containsPattern("2 +2 +STUCK +0 +0 +0 +0 +0 +0$"));
    }

    @Test
    void a_trial_with_other_subjects_counts_for_the_delivery_and_not_for_the_times() {
        String table = CellTable.of(List.of(
                trial(KILL, Verdict.VALID, 0, 0L, recovery(4_000_000, 9_000_000, false)),
                new JudgedSubject(
                        Cell.of(KILL),
                        2,
                        false,
                        new Judgement(Delivered.ONCE, Verdict.VALID, null),
                        0,
                        7,
                        7,
                        0L,
                        0,
                        unknown(),
                        null,
                        Load.Unknown.LOAD,
                        Spare.WITH,
                        Path.of("trials/x/2"))));

        assertThat(table.lines().skip(1).findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).containsPattern("2 +1 +ONCE +0 +0 +0 +7 +0 +0 +4.0 +4.0 +4.0 +9.0$"));
    }

    @Test
    void a_trial_that_says_nothing_lends_no_time() {
        String table = CellTable.of(List.of(
                trial(KILL, Verdict.VALID, 0, 0L, recovery(4_000_000, 9_000_000, false)),
                trial(KILL, Verdict.UNKNOWN, 0, 0L, recovery(50_000, 0, false))));

        assertThat(table.lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .containsPattern("2 +1 +1 ONCE, 1 UNKNOWN +0 +0 +0 +0 +0 +0 +4.0 +4.0 +4.0 +9.0$"));
    }

    @Test
    void cells_that_do_not_apply_stand_below_with_the_reason() {
        assertThat(CellTable.of(List.of()))
                .contains("Not applicable:\n")
                .contains("  floor, UPSERT, COORDINATOR_KILL: a bare consumer has no coordinator\n");
    }

    private static Recovery recovery(long firstRow, long catchUp, boolean censored) {
        return new Recovery(20_000L, firstRow, firstRow, null, null, firstRow, catchUp, censored, 1.0, null);
    }

    private static Recovery unknown() {
        return new Recovery(null, null, null, null, null, null, null, false, null, "no fault was started");
    }

    private static JudgedSubject trial(String cell, Verdict verdict, long lost, Long replayed, Recovery recovery) {
        return new JudgedSubject(
                Cell.of(cell),
                1,
                true,
                new Judgement(delivered(verdict), verdict, null),
                lost,
                0,
                0,
                replayed,
                0,
                recovery,
                null,
                Load.Unknown.LOAD,
                Spare.WITH,
                Path.of("trials/x/1"));
    }

    private static Delivered delivered(Verdict verdict) {
        return switch (verdict) {
            case VALID -> Delivered.ONCE;
            case HALTED -> Delivered.STUCK;
            case INVALID -> Delivered.LOST;
            case UNKNOWN -> Delivered.UNKNOWN;
        };
    }
}
