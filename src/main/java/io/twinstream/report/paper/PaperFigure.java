package io.twinstream.report.paper;

import io.twinstream.archive.LaneRatio;
import io.twinstream.archive.Sample;
import io.twinstream.statistics.Digits;
import io.twinstream.statistics.Estimate;
import io.twinstream.statistics.Interval;

/** A figure of the trials of a cell, as the paper prints it. */
final class PaperFigure {

    private PaperFigure() {}

    /** For a table, which has the number of trials in another column; or why it is not known. */
    static String inTable(Sample sample) {
        return sample.estimate().map(Estimate::range).orElseGet(sample::text);
    }

    /** For a sentence: {@code 1.20 s (0.900 to 2.20, 3 trials)}. */
    static String inSentence(Sample sample, String unit) {
        return sample.estimate()
                .map(estimate -> inSentence(estimate, unit))
                .orElse(sample.values().isEmpty() && sample.missing() == 0 ? "not measured" : sample.text());
    }

    /** For a sentence: {@code 6.90 (nominal 95 % interval 5.10 to 11.2, noise 1.35: more)}. */
    static String inSentence(LaneRatio of) {
        Sample.Ratio ratio = of.ratio();
        Interval around = ratio.interval().orElseThrow();
        return Digits.of(ratio.value()) + " (nominal 95 % interval " + Digits.of(around.low()) + " to "
                + Digits.of(around.high()) + ", noise "
                + Digits.of(ratio.noise().orElseThrow()) + ": " + of.reading() + ")";
    }

    private static String inSentence(Estimate estimate, String unit) {
        String median = Digits.of(estimate.median()) + unit;
        if (estimate.interval().isPresent()) {
            Interval around = estimate.interval().get();
            return median + " (nominal 95 % interval " + Digits.of(around.low()) + " to " + Digits.of(around.high())
                    + ", " + estimate.trials() + " trials)";
        }
        return estimate.trials() == 1
                ? median + " (one trial)"
                : median + " (" + Digits.of(estimate.least()) + " to " + Digits.of(estimate.most()) + ", "
                        + estimate.trials() + " trials)";
    }
}
