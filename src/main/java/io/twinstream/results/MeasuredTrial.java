package io.twinstream.results;

import io.twinstream.checker.Verdict;
import java.util.Map;

/**
 * A trial with a single sound subject, as the tables of its run have it.
 *
 * @param figures those that are known
 * @param rows whose latency was measured
 * @param warmUp rows of the warm-up, which were not
 * @param censored whether {@link Figure#CATCH_UP} is only a lower bound
 */
record MeasuredTrial(
        Population population, Verdict verdict, Map<Figure, Double> figures, long rows, long warmUp, boolean censored) {

    MeasuredTrial {
        figures = Map.copyOf(figures);
    }

    boolean isBound(Figure figure) {
        return figure == Figure.CATCH_UP && censored;
    }
}
