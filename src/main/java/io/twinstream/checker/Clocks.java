package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.History;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/** Whether the wall clock can be trusted to measure with. */
final class Clocks {

    /** How far the wall clock may move against the monotonic one in a trial. */
    private static final long TOLERATED_MICROS = 5_000;

    private Clocks() {}

    /** Why times of this trial mean nothing; empty if they do. */
    static Optional<String> doubt(History history) {
        LongSummaryStatistics distance = history.all(Fact.Clock.class).stream()
                .mapToLong(clock -> clock.t() - clock.m() / 1_000)
                .summaryStatistics();
        if (distance.getCount() < 2) {
            return Optional.of("the history has fewer than two clock facts, so a stepped clock would go unseen");
        }
        long stepped = distance.getMax() - distance.getMin();
        return stepped > TOLERATED_MICROS
                ? Optional.of(
                        "the wall clock was stepped: it moved " + stepped / 1_000 + " ms against the monotonic clock")
                : Optional.empty();
    }
}
