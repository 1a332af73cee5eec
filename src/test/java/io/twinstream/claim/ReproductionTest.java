package io.twinstream.claim;

import static io.twinstream.checker.Verdict.HALTED;
import static io.twinstream.checker.Verdict.INVALID;
import static io.twinstream.checker.Verdict.UNKNOWN;
import static io.twinstream.checker.Verdict.VALID;
import static io.twinstream.claim.Reproduction.INCONCLUSIVE;
import static io.twinstream.claim.Reproduction.NOT_REPRODUCED;
import static io.twinstream.claim.Reproduction.REPRODUCED;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Judgement;
import io.twinstream.archive.Tally;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReproductionTest {

    @Test
    void the_same_verdicts_about_as_often_are_reproduced() {
        assertThat(Reproduction.of(of(10, VALID), of(3, VALID))).isEqualTo(REPRODUCED);
        assertThat(Reproduction.of(of(3, HALTED), of(1, HALTED))).isEqualTo(REPRODUCED);
        assertThat(Reproduction.of(of(6, VALID, 4, INVALID), of(2, VALID, 1, INVALID)))
                .isEqualTo(REPRODUCED);
    }

    @Test
    void a_contract_that_held_and_is_broken_once_is_not_reproduced() {
        assertThat(Reproduction.of(of(10, VALID), of(9, VALID, 1, INVALID))).isEqualTo(NOT_REPRODUCED);
        assertThat(Reproduction.of(of(1, HALTED), of(1, INVALID))).isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void a_verdict_that_is_more_frequent_than_chance_allows_is_not_reproduced() {
        assertThat(Reproduction.of(of(10, INVALID), of(3, VALID))).isEqualTo(NOT_REPRODUCED);
        assertThat(Reproduction.of(of(10, VALID), of(3, HALTED))).isEqualTo(NOT_REPRODUCED);
        assertThat(Reproduction.of(of(9, INVALID, 1, VALID), of(1, INVALID, 9, VALID)))
                .isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void a_verdict_that_chance_may_have_kept_away_leaves_it_open() {
        assertThat(Reproduction.of(of(9, VALID, 1, INVALID), of(3, VALID))).isEqualTo(INCONCLUSIVE);
        assertThat(Reproduction.of(of(3, VALID), of(2, VALID, 1, HALTED))).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void trials_that_failed_say_nothing_and_are_counted() {
        assertThat(Reproduction.of(of(3, VALID), of(3, UNKNOWN))).isEqualTo(INCONCLUSIVE);
        assertThat(Reproduction.of(of(3, VALID), Tally.of(List.of()))).isEqualTo(INCONCLUSIVE);
        assertThat(Reproduction.of(of(3, VALID), of(3, VALID, 2, UNKNOWN))).isEqualTo(REPRODUCED);
    }

    @Test
    void many_are_reproduced_if_one_is_and_none_is_not() {
        assertThat(Reproduction.ofAll(List.of(REPRODUCED, INCONCLUSIVE))).isEqualTo(REPRODUCED);
        assertThat(Reproduction.ofAll(List.of(REPRODUCED, NOT_REPRODUCED))).isEqualTo(NOT_REPRODUCED);
        assertThat(Reproduction.ofAll(List.of(INCONCLUSIVE))).isEqualTo(INCONCLUSIVE);
        assertThat(Reproduction.ofAll(List.of())).isEqualTo(INCONCLUSIVE);
    }

    private static Tally of(int count, Verdict verdict) {
        return of(count, verdict, 0, verdict);
    }

    private static Tally of(int count, Verdict verdict, int others, Verdict other) {
        List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(count, verdict));
        verdicts.addAll(Collections.nCopies(others, other));
        return Tally.of(verdicts.stream()
                .map(each -> new Judgement(Delivered.ONCE, each, null))
                .toList());
    }
}
