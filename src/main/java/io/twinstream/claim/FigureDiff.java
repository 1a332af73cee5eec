package io.twinstream.claim;

import io.twinstream.archive.Sample;
import java.util.Optional;

/** A figure of a population as it was published and as it came out again. */
public record FigureDiff(Sample published, Sample again) {

    /** Whether one of both sides has a trial for it. */
    boolean isTold() {
        return published.trials() > 0 || again.trials() > 0;
    }

    /** What came out again over what was published; empty if one of both is not known. */
    public Optional<Sample.Ratio> ratio() {
        return again.over(published);
    }
}
