package io.twinstream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliverySumsTest {

    private static final Cell CELL = Cell.of("flink/TRANSACTIONAL/WORKER_KILL");

    @Test
    void what_a_halted_subject_has_not_written_is_not_lost() {
        DeliverySums sums =
                DeliverySums.of(List.of(judged(Verdict.INVALID, 3, 2, 5L, 0), judged(Verdict.HALTED, 4_000, 7, 6L, 2)));

        assertThat(sums.lost()).isEqualTo(3);
        assertThat(sums.unwritten()).isEqualTo(4_000);
        assertThat(sums.duplicated()).isEqualTo(9);
        assertThat(sums.surplus()).isEqualTo(18);
        assertThat(sums.replayed()).isEqualTo(11);
        assertThat(sums.orphans()).isEqualTo(2);
    }

    @Test
    void an_unknown_trial_is_counted_and_what_it_found_is_not() {
        DeliverySums sums =
                DeliverySums.of(List.of(judged(Verdict.UNKNOWN, 9, 9, 9L, 9), judged(Verdict.VALID, 0, 0, null, 0)));

        assertThat(sums.judged()).isEqualTo(2);
        assertThat(sums.verdicts().count(Verdict.UNKNOWN)).isEqualTo(1);
        assertThat(sums.lost() + sums.unwritten() + sums.duplicated() + sums.surplus() + sums.orphans())
                .isZero();
        assertThat(sums.replayed()).isNull();
    }

    @Test
    void never_invalid_is_reported_with_its_bound() {
        assertThat(DeliverySums.of(List.of(judged(Verdict.VALID, 0, 0, 0L, 0))).invalidAtMost())
                .isEqualTo("95 %");
        assertThat(DeliverySums.of(List.of(judged(Verdict.INVALID, 1, 0, 0L, 0)))
                        .invalidAtMost())
                .isEqualTo("-");
        assertThat(DeliverySums.of(List.of(judged(Verdict.UNKNOWN, 0, 0, 0L, 0)))
                        .invalidAtMost())
                .isEqualTo("-");
        assertThat(DeliverySums.of(List.of()).invalidAtMost()).isEqualTo("-");
    }

    private static JudgedSubject judged(Verdict verdict, long lost, long duplicated, Long replayed, long orphans) {
        return new JudgedSubject(
                CELL,
                1,
                true,
                verdict,
                lost,
                duplicated,
                2 * duplicated,
                replayed,
                orphans,
                null,
                null,
                Load.Unknown.LOAD,
                Path.of("trials/x/1"));
    }
}
