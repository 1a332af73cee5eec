package io.twinstream.archive;

import io.twinstream.checker.FeedDelay;
import io.twinstream.checker.Verdict;
import io.twinstream.history.Fact;
import io.twinstream.history.History;
import java.util.List;

/**
 * A judged trial.
 *
 * @param history the SHA-256 of the lines that it was judged by; null if they were in no file
 * @param faultLasted from the start of the first fault to its end, in microseconds; null if either is not known
 */
public record TrialResult(
        Fact.Trial trial, String history, Long faultLasted, FeedDelay feed, List<SubjectResult> subjects) {

    /** Judges every subject of a trial. */
    public static TrialResult of(History history) {
        return new TrialResult(
                history.trial(),
                history.sum().orElse(null),
                lasted(history),
                FeedDelay.of(history),
                history.trial().subjects().stream()
                        .map(subject -> SubjectResult.of(history, subject))
                        .toList());
    }

    private static Long lasted(History history) {
        return history.faultStart()
                .flatMap(start -> history.faultEnd().map(end -> end.t() - start.t()))
                .orElse(null);
    }

    /** Whether a subject has this verdict. */
    public boolean has(Verdict verdict) {
        return subjects.stream().anyMatch(subject -> subject.delivery().verdict() == verdict);
    }
}
