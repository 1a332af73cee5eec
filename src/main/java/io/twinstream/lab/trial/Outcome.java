package io.twinstream.lab.trial;

import io.twinstream.archive.SubjectResult;
import io.twinstream.archive.TrialFolder;
import io.twinstream.archive.TrialResult;
import io.twinstream.history.Fact;
import io.twinstream.history.History;
import io.twinstream.history.HistoryReader;
import io.twinstream.lab.lane.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a trial's history says of each of its subjects.
 *
 * @param id of the trial
 * @param folder where the history, the verdicts and the logs are
 */
public record Outcome(Trial.Id id, Path folder, TrialResult result) {

    /** What it says of each. */
    public List<SubjectResult> subjects() {
        return result.subjects();
    }

    /**
     * What it says of one of them.
     *
     * @throws IllegalArgumentException if it had no part in the trial
     */
    public SubjectResult of(Deployment subject) {
        return subjects().stream()
                .filter(judged -> judged.subject().name().equals(subject.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(subject.name() + " had no part in this trial."));
    }

    /**
     * How often a subject's engine, or whoever watches over it, has started it again until it had drained.
     *
     * @throws IOException if the history cannot be read
     */
    public int restarts(Deployment subject) throws IOException {
        return HistoryReader.read(new TrialFolder(folder).history()).all(Fact.LaneState.class).stream()
                .filter(state -> state.subject().equals(subject.name()))
                .mapToInt(Fact.LaneState::attempt)
                .max()
                .orElse(0);
    }

    /**
     * How long the fault lasted from when it had taken hold.
     *
     * @throws IOException if the history cannot be read
     */
    public Duration held() throws IOException {
        History history = HistoryReader.read(new TrialFolder(folder).history());
        return Duration.of(
                history.faultEnd().orElseThrow().t() - history.faultStruck().orElseThrow(), ChronoUnit.MICROS);
    }

    /**
     * How long what the fault had taken away did not serve, from when the fault had taken hold; empty if that was not
     * recorded.
     *
     * @throws IOException if the history cannot be read
     */
    public Optional<Duration> absence() throws IOException {
        History history = HistoryReader.read(new TrialFolder(folder).history());
        return history.servedAgain()
                .map(served -> Duration.of(served - history.faultStruck().orElseThrow(), ChronoUnit.MICROS));
    }

    /**
     * How many rows of a subject became visible for the first time after the fault had begun and before its engine had
     * started it again.
     *
     * @throws IOException if the history cannot be read
     */
    public long writtenUntilRestarted(Deployment subject) throws IOException {
        History history = HistoryReader.read(new TrialFolder(folder).history());
        long begun = history.faultStart().orElseThrow().t();
        long restarted = history.all(Fact.LaneState.class).stream()
                .filter(state -> state.subject().equals(subject.name()) && state.t() > begun && state.attempt() > 0)
                .mapToLong(Fact.LaneState::t)
                .min()
                .orElse(Long.MAX_VALUE);
        return history.rows(of(subject).subject(), Fact.Read.B).stream()
                .collect(Collectors.toMap(Fact.Row::identity, Fact.Row::committed, Math::min))
                .values()
                .stream()
                .filter(committed -> committed > begun && committed <= restarted)
                .count();
    }

    /** The trial's topic. */
    public String topic() {
        return id.topic();
    }

    /** The schema that holds this subject's tables. */
    public String schema(Deployment subject) {
        return id.place(subject);
    }
}
