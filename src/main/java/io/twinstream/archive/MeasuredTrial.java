package io.twinstream.archive;

import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Given;
import java.util.Map;
import java.util.Set;

/**
 * A trial with a single sound subject, as the tables of its run have it.
 *
 * @param number of the trial in its run
 * @param seed its own, which is that of its command and its number added up
 * @param given what was recorded of it
 * @param figures those that are known
 * @param unrecorded those that its run had no table for yet
 * @param rows whose latency was measured
 * @param warmUp rows of the warm-up, which were not
 * @param bounds those that are only a lower bound
 */
record MeasuredTrial(
        int number,
        long seed,
        Population population,
        Judgement judgement,
        Map<Given, String> given,
        Map<Figure, Double> figures,
        Set<Figure> unrecorded,
        long rows,
        long warmUp,
        Set<Figure> bounds) {

    MeasuredTrial {
        given = Map.copyOf(given);
        figures = Map.copyOf(figures);
        unrecorded = Set.copyOf(unrecorded);
        bounds = Set.copyOf(bounds);
    }

    Verdict verdict() {
        return judgement.verdict();
    }
}
