package io.twinstream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "40001", "40P01", "53100", "53300", "55P03", "57P01", "57P03"})
    void a_failure_that_passes_by_itself_is_tried_again(String state) {
        assertThat(retry(Duration.ofMinutes(1)).isWorthwhileAfter(new SQLException("x", state)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P02", "23505", "28P01", "3D000", "42P01", "55000", ""})
    void a_failure_that_stays_is_not_tried_again(String state) {
        assertThat(retry(Duration.ofMinutes(1)).isWorthwhileAfter(new SQLException("x", state)))
                .isFalse();
    }

    @Test
    void a_failure_without_a_state_is_not_tried_again() {
        assertThat(retry(Duration.ofMinutes(1)).isWorthwhileAfter(new SQLException("x")))
                .isFalse();
    }

    @Test
    void the_patience_ends() {
        Retry retry = retry(Duration.ofMillis(50));

        assertThat(retry.isWorthwhileAfter(new SQLException("first, pause of at most 50 ms", "08006")))
                .isTrue();
        assertThat(retry.isWorthwhileAfter(new SQLException("second, pause of 50 ms or more", "08006")))
                .isFalse();
    }

    @RepeatedTest(20)
    void a_database_that_was_away_for_six_seconds_is_noticed_within_a_quarter_of_one() {
        Retry retry = retry(Duration.ofMinutes(5));
        long tried = 0;
        while (tried < 6_000) {
            assertThat(retry.isWorthwhileAfter(new SQLException("gone", "08006")))
                    .isTrue();
            tried += retry.pauseMillis();
        }

        assertThat(tried - 6_000).isLessThanOrEqualTo(250);
    }

    @Test
    void writers_that_failed_together_do_not_come_back_together() {
        List<Retry> retries =
                Stream.generate(() -> retry(Duration.ofMinutes(5))).limit(50).toList();
        for (int failure = 0; failure < 5; failure++) {
            retries.forEach(retry -> retry.isWorthwhileAfter(new SQLException("gone", "08006")));
        }

        assertThat(retries.stream().map(Retry::pauseMillis).distinct().count()).isGreaterThan(10);
        assertThat(retries).allSatisfy(retry -> assertThat(retry.pauseMillis()).isBetween(125L, 250L));
    }

    @Test
    void an_interrupt_ends_the_pause_with_the_failure_and_stays_set() {
        Retry retry = retry(Duration.ofMinutes(1));
        SQLException failure = new SQLException("gone", "08006");
        retry.isWorthwhileAfter(failure);
        Thread.currentThread().interrupt();

        assertThatThrownBy(retry::pause).isSameAs(failure);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Retry retry(Duration patience) {
        return new Retry(patience);
    }
}
