package io.twinstream.results;

import static io.twinstream.checker.Verdict.HALTED;
import static io.twinstream.checker.Verdict.INVALID;
import static io.twinstream.checker.Verdict.UNKNOWN;
import static io.twinstream.checker.Verdict.VALID;
import static io.twinstream.results.Reproduction.INCONCLUSIVE;
import static io.twinstream.results.Reproduction.NOT_REPRODUCED;
import static io.twinstream.results.Reproduction.REPRODUCED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinstream.checker.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void what_n_trials_have_not_shown_has_a_rate_that_they_leave_possible() {
        assertThat(NeverSeen.rateAtMost(0)).isEqualTo(1);
        assertThat(NeverSeen.rateAtMost(1)).isCloseTo(0.95, within(1e-9));
        assertThat(NeverSeen.rateAtMost(10)).isCloseTo(0.258866, within(1e-6));
        assertThat(NeverSeen.rateAtMost(1_000)).isCloseTo(3 / 1_000.0, within(1e-5));
        assertThat(NeverSeen.percentAtMost(1)).isEqualTo("95 %");
        assertThat(NeverSeen.percentAtMost(1_000)).isEqualTo("1 %");
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
    void the_same_verdicts_about_as_often_are_reproduced() {
        assertThat(of(10, VALID).seenAgainIn(of(3, VALID))).isEqualTo(REPRODUCED);
        assertThat(of(3, HALTED).seenAgainIn(of(1, HALTED))).isEqualTo(REPRODUCED);
        assertThat(of(6, VALID, 4, INVALID).seenAgainIn(of(2, VALID, 1, INVALID)))
                .isEqualTo(REPRODUCED);
    }

    @Test
    void a_contract_that_held_and_is_broken_once_is_not_reproduced() {
        assertThat(of(10, VALID).seenAgainIn(of(9, VALID, 1, INVALID))).isEqualTo(NOT_REPRODUCED);
        assertThat(of(1, HALTED).seenAgainIn(of(1, INVALID))).isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void a_verdict_that_is_more_frequent_than_chance_allows_is_not_reproduced() {
        assertThat(of(10, INVALID).seenAgainIn(of(3, VALID))).isEqualTo(NOT_REPRODUCED);
        assertThat(of(10, VALID).seenAgainIn(of(3, HALTED))).isEqualTo(NOT_REPRODUCED);
        assertThat(of(9, INVALID, 1, VALID).seenAgainIn(of(1, INVALID, 9, VALID)))
                .isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void a_verdict_that_chance_may_have_kept_away_leaves_it_open() {
        assertThat(of(9, VALID, 1, INVALID).seenAgainIn(of(3, VALID))).isEqualTo(INCONCLUSIVE);
        assertThat(of(3, VALID).seenAgainIn(of(2, VALID, 1, HALTED))).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void trials_that_failed_say_nothing_and_are_counted() {
        assertThat(of(3, VALID).seenAgainIn(of(3, UNKNOWN))).isEqualTo(INCONCLUSIVE);
        assertThat(of(3, VALID).seenAgainIn(Tally.of(List.of()))).isEqualTo(INCONCLUSIVE);
        assertThat(of(3, VALID).seenAgainIn(of(3, VALID, 2, UNKNOWN))).isEqualTo(REPRODUCED);
        assertThat(of(3, VALID, 2, UNKNOWN).text()).isEqualTo("3 VALID, 2 UNKNOWN; INVALID in at most 64 %");
        assertThat(of(3, VALID, 2, INVALID).text()).isEqualTo("3 VALID, 2 INVALID");
        assertThat(of(2, UNKNOWN).text()).isEqualTo("2 UNKNOWN");
        assertThat(Tally.of(List.of()).text()).isEqualTo("-");
    }

    @Test
    void many_are_reproduced_if_one_is_and_none_is_not() {
        assertThat(Reproduction.ofAll(List.of(REPRODUCED, INCONCLUSIVE))).isEqualTo(REPRODUCED);
        assertThat(Reproduction.ofAll(List.of(REPRODUCED, NOT_REPRODUCED))).isEqualTo(NOT_REPRODUCED);
        assertThat(Reproduction.ofAll(List.of(INCONCLUSIVE))).isEqualTo(INCONCLUSIVE);
        assertThat(Reproduction.ofAll(List.of())).isEqualTo(INCONCLUSIVE);
    }

    private static Tally of(int count, Verdict verdict) {
        return Tally.of(Collections.nCopies(count, verdict));
    }

    private static Tally of(int count, Verdict verdict, int others, Verdict other) {
        List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(count, verdict));
        verdicts.addAll(Collections.nCopies(others, other));
        return Tally.of(verdicts);
    }
}
