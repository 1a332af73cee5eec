package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.List;

/** What a kill makes a lane write again: what was visible by then, but not yet covered by its durable progress. */
final class Uncovered {

    private Uncovered() {}

    /**
     * The records that were visible when the first fault started and that the newest commit before it did not cover.
     * Commits are noted a moment after they are made, so this can be too many by what was written in that moment.
     *
     * @return null if no fault was started, or a row has no commit time
     */
    static Long count(History history, Subject subject, List<Fact.Row> rows) {
        boolean timeless = rows.stream().anyMatch(row -> row.committed() == null);
        return timeless
                ? null
                : history.faultStart()
                        .map(fault -> count(fault.t(), Progress.by(history, subject, fault.m()), rows))
                        .orElse(null);
    }

    private static long count(long fault, Progress before, List<Fact.Row> rows) {
        return Arrivals.firstVisible(rows).entrySet().stream()
                .filter(row -> row.getValue() <= fault)
                .filter(row -> !before.covers(row.getKey()))
                .count();
    }
}
