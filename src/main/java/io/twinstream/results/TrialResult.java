package io.twinstream.results;

import io.twinstream.checker.Verdict;
import io.twinstream.history.Fact;
import io.twinstream.history.History;
import java.util.List;

/** A judged trial. */
public record TrialResult(Fact.Trial trial, List<SubjectResult> subjects) {

    /** Judges every subject of a trial. */
    public static TrialResult of(History history) {
        return new TrialResult(
                history.trial(),
                history.trial().subjects().stream()
                        .map(subject -> SubjectResult.of(history, subject))
                        .toList());
    }

    /** Whether a subject has this verdict. */
    public boolean has(Verdict verdict) {
        return subjects.stream().anyMatch(subject -> subject.delivery().verdict() == verdict);
    }
}
