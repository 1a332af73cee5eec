package io.twinstream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Judgement;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Spare;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliverySumsTest {

    private static final Judgement ONCE = new Judgement(Delivered.ONCE, Verdict.VALID, null);
    private static final Judgement STUCK = new Judgement(Delivered.STUCK, Verdict.HALTED, null);
    private static final Judgement LOST = new Judgement(Delivered.LOST, Verdict.INVALID, null);
    private static final Judgement UNKNOWN = new Judgement(Delivered.UNKNOWN, Verdict.UNKNOWN, null);
    private static final Cell CELL = Cell.of("flink/TRANSACTIONAL/WORKER_KILL");

    @Test
    void what_a_halted_subject_has_not_written_is_not_lost() {
        DeliverySums sums = DeliverySums.of(List.of(judged(LOST, 3, 2, 5L, 0), judged(STUCK, 4_000, 7, 6L, 2)));

        assertThat(sums.lost()).isEqualTo(3);
        assertThat(sums.unwritten()).isEqualTo(4_000);
        assertThat(sums.duplicated()).isEqualTo(9);
        assertThat(sums.surplus()).isEqualTo(18);
        assertThat(sums.replayed()).isEqualTo(11);
        assertThat(sums.orphans()).isEqualTo(2);
    }

    @Test
    void an_unknown_trial_is_counted_and_what_it_found_is_not() {
        DeliverySums sums = DeliverySums.of(List.of(judged(UNKNOWN, 9, 9, 9L, 9), judged(ONCE, 0, 0, null, 0)));

        assertThat(sums.judged()).isEqualTo(2);
        assertThat(sums.tally().count(Delivered.UNKNOWN)).isEqualTo(1);
        assertThat(sums.lost() + sums.unwritten() + sums.duplicated() + sums.surplus() + sums.orphans())
                .isZero();
        assertThat(sums.replayed()).isNull();
    }

    @Test
    void a_promise_that_was_never_broken_is_reported_with_its_bound() {
        JudgedSubject exposed = judged(ONCE.exposed(true), 0, 0, 7L, 0);

        assertThat(DeliverySums.of(List.of(exposed)).broken()).isEqualTo("≤ 95 % of 1");
        assertThat(DeliverySums.of(List.of(exposed, exposed)).broken())
                .as("two subjects of one trial")
                .isEqualTo("≤ 95 % of 1");
        assertThat(DeliverySums.of(List.of(judged(ONCE, 0, 0, 0L, 0))).broken()).isEqualTo("not exposed");
        assertThat(DeliverySums.of(List.of(judged(LOST, 1, 0, 0L, 0))).broken()).isEqualTo("1");
        assertThat(DeliverySums.of(List.of(judged(UNKNOWN, 0, 0, 0L, 0))).broken())
                .isEqualTo("-");
        assertThat(DeliverySums.of(List.of()).broken()).isEqualTo("-");
    }

    private static JudgedSubject judged(Judgement judgement, long lost, long duplicated, Long replayed, long orphans) {
        return new JudgedSubject(
                CELL,
                1,
                true,
                judgement,
                lost,
                duplicated,
                2 * duplicated,
                replayed,
                orphans,
                null,
                null,
                Load.Unknown.LOAD,
                Spare.WITH,
                Path.of("trials/x/1"));
    }
}
