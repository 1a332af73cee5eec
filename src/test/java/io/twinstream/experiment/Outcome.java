package io.twinstream.experiment;

import io.twinstream.results.SubjectResult;
import io.twinstream.results.TrialResult;
import java.nio.file.Path;
import java.util.List;

/**
 * What a trial's history says of each of its subjects.
 *
 * @param id of the trial
 * @param folder where the history, the verdicts and the logs are
 */
public record Outcome(Trial.Id id, Path folder, TrialResult result) {

    List<SubjectResult> subjects() {
        return result.subjects();
    }

    /**
     * What it says of one of them.
     *
     * @throws IllegalArgumentException if it had no part in the trial
     */
    public SubjectResult of(Subject subject) {
        return subjects().stream()
                .filter(judged -> judged.subject().name().equals(subject.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(subject.name() + " had no part in this trial."));
    }

    /** The trial's topic. */
    public String topic() {
        return id.topic();
    }

    /** The schema that holds this subject's tables. */
    public String schema(Subject subject) {
        return id.place(subject);
    }
}
