package io.twinstream.archive;

import static io.twinstream.checker.Verdict.HALTED;
import static io.twinstream.checker.Verdict.INVALID;
import static io.twinstream.checker.Verdict.UNKNOWN;
import static io.twinstream.checker.Verdict.VALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.statistics.FisherExact;
import io.twinstream.statistics.RateBound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void what_n_trials_have_not_shown_has_a_rate_that_they_leave_possible() {
        assertThat(RateBound.rateAtMost(0)).isEqualTo(1);
        assertThat(RateBound.rateAtMost(1)).isCloseTo(0.95, within(1e-9));
        assertThat(RateBound.rateAtMost(10)).isCloseTo(0.258866, within(1e-6));
        assertThat(RateBound.rateAtMost(1_000)).isCloseTo(3 / 1_000.0, within(1e-5));
        assertThat(RateBound.percentAtMost(1)).isEqualTo("95 %");
        assertThat(RateBound.percentAtMost(1_000)).isEqualTo("1 %");
    }

    @Test
    void fishers_test_gives_the_probabilities_of_the_textbook() {
        // The lady tasting tea: three of four cups right.
        assertThat(FisherExact.probability(3, 4, 1, 4)).isCloseTo(34 / 70.0, within(1e-9));
        assertThat(FisherExact.probability(4, 4, 0, 4)).isCloseTo(2 / 70.0, within(1e-9));
        assertThat(FisherExact.probability(0, 10, 3, 3)).isCloseTo(1 / 286.0, within(1e-9));
        assertThat(FisherExact.probability(5, 5, 7, 7)).isCloseTo(1, within(1e-9));
    }

    @Test
    void six_trials_that_say_something_carry_an_interval() {
        assertThat(of(5, VALID, 1, UNKNOWN).carriesIntervals()).isFalse();
        assertThat(of(5, VALID, 1, HALTED).carriesIntervals()).isTrue();
    }

    @Test
    void a_tally_is_printed_with_the_rate_of_broken_promises_that_it_leaves_possible() {
        Judgement once = new Judgement(Delivered.ONCE, VALID, null);
        Judgement unknown = new Judgement(Delivered.UNKNOWN, UNKNOWN, null);

        assertThat(Tally.of(List.of(once.exposed(true), once.exposed(true), once, unknown.exposed(true)))
                        .text())
                .isEqualTo("3 ONCE, 1 UNKNOWN; promise broken in at most 78 % of those like the 2 exposed");
        assertThat(of(3, VALID, 2, UNKNOWN).text()).isEqualTo("3 ONCE, 2 UNKNOWN; none exposed");
        assertThat(of(3, VALID, 2, INVALID).text()).isEqualTo("3 ONCE, 2 LOST; promise broken in 2");
        assertThat(of(2, UNKNOWN, 0, VALID).text()).isEqualTo("2 UNKNOWN");
        assertThat(Tally.of(List.of()).text()).isEqualTo("-");
        assertThat(of(3, VALID, 2, INVALID).words()).isEqualTo("3 ONCE, 2 LOST");
        assertThat(of(3, VALID, 0, INVALID).words()).isEqualTo("ONCE");
    }

    /** Up to then the contract of Flink's XA sink let it double rows and halt. */
    @Test
    void what_was_stored_before_there_was_a_word_for_it_is_judged_by_what_the_sink_promises() {
        Cell xa = Cell.of("flink/TRANSACTIONAL/WORKER_KILL");
        Cell append = Cell.of("flink/APPEND/WORKER_KILL");

        assertThat(Judgement.derived(xa, VALID, 0, 400, 0).text())
                .isEqualTo("DUPLICATED, INVALID (known: docs/findings/xa-sink.md)");
        assertThat(Judgement.derived(xa, HALTED, 4_000, 0, 0).text())
                .isEqualTo("STUCK, INVALID (known: docs/findings/xa-sink.md)");
        assertThat(Judgement.derived(Cell.of("flink/TRANSACTIONAL/BROKER_KILL"), HALTED, 4_000, 0, 0)
                        .text())
                .as("a halt that the defect does not account for")
                .isEqualTo("STUCK, INVALID");
        assertThat(Judgement.derived(Cell.of("flink/TRANSACTIONAL/NONE"), VALID, 0, 1, 0)
                        .text())
                .as("a double without a fault")
                .isEqualTo("DUPLICATED, INVALID");
        assertThat(Judgement.derived(xa, VALID, 0, 0, 0).text()).isEqualTo("ONCE, VALID");
        assertThat(Judgement.derived(xa, INVALID, 3, 0, 0).text()).isEqualTo("LOST, INVALID");
        assertThat(Judgement.derived(xa, UNKNOWN, 3, 3, 3).text()).isEqualTo("UNKNOWN");
        assertThat(Judgement.derived(append, VALID, 0, 400, 0).text()).isEqualTo("DUPLICATED, VALID");
        assertThat(Judgement.derived(Cell.of("flink-sql/APPEND/POISON"), HALTED, 9, 9, 0)
                        .text())
                .isEqualTo("STUCK, HALTED");
        assertThat(Judgement.derived(append, INVALID, 0, 0, 1).text()).isEqualTo("CORRUPTED, INVALID");
    }

    @Test
    void a_broken_promise_fails_a_build_unless_it_is_known() {
        assertThat(new Judgement(Delivered.STUCK, INVALID, "docs/findings/a.md").fails())
                .isFalse();
        assertThat(new Judgement(Delivered.STUCK, INVALID, null).fails()).isTrue();
        assertThat(new Judgement(Delivered.UNKNOWN, UNKNOWN, null).fails()).isTrue();
        assertThat(new Judgement(Delivered.STUCK, HALTED, null).fails()).isFalse();
    }

    private static Tally of(int count, Verdict verdict, int others, Verdict other) {
        List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(count, verdict));
        verdicts.addAll(Collections.nCopies(others, other));
        return Tally.of(verdicts.stream().map(TallyTest::judgement).toList());
    }

    private static Judgement judgement(Verdict verdict) {
        Delivered delivered = switch (verdict) {
            case VALID -> Delivered.ONCE;
            case HALTED -> Delivered.STUCK;
            case INVALID -> Delivered.LOST;
            case UNKNOWN -> Delivered.UNKNOWN;
        };
        return new Judgement(delivered, verdict, null);
    }
}
