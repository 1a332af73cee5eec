package io.twinstream.archive;

import io.twinstream.experiment.Given;
import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lane.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a subject was given in a trial. A ratio of two lanes is one of what they were given as much as of the lanes, so
 * that this is printed beside it.
 *
 * @param commitMicros the commit interval in microseconds; 0 if it is not known
 * @param given those that were recorded
 */
public record Fairness(Subject subject, Settings settings, long commitMicros, Spare spare, Map<Given, String> given) {

    public Fairness {
        given = Map.copyOf(given);
    }

    /** Of a subject of a trial, by its history. */
    public static Fairness of(TrialResult trial, SubjectResult judged, Settings settings) {
        Map<String, String> recorded = trial.trial().settings();
        Subject subject = judged.subject().of();
        Map<Given, String> given = new EnumMap<>(Given.class);
        for (Given one : Given.values()) {
            if (one.in(recorded, subject) != null) {
                given.put(one, one.in(recorded, subject));
            }
        }
        return new Fairness(
                subject,
                settings,
                TimeUnit.MILLISECONDS.toMicros(judged.subject().commitMillis()),
                Spare.in(recorded, subject.lane()),
                given);
    }

    /** Of the subjects that these ratios are made of, a line each, in the order of the lanes. */
    public static List<String> lines(RunTables run, Collection<LaneRatio> ratios) {
        return texts(ratios.stream()
                .flatMap(ratio ->
                        Stream.of(ratio.below().population(), ratio.above().population()))
                .flatMap(population -> run.fairness(population).stream()));
    }

    /** A line for each kind of these. */
    public static List<String> texts(Stream<Fairness> all) {
        return all.distinct()
                .sorted((one, other) -> Lanes.SUBJECTS.compare(one.subject, other.subject))
                .map(Fairness::text)
                .distinct()
                .toList();
    }

    /**
     * {@code flink/UPSERT: a row waits 20 ms at the most, commit each 1.00 s, a spare worker, parallelism 3, heap ..},
     * and what was not recorded.
     */
    public String text() {
        List<String> known = new ArrayList<>(List.of(
                "a row waits " + waits(),
                "commit each " + (commitMicros == 0 ? "-" : Unit.SECONDS.text(commitMicros)) + " s",
                spare.inSentence()));
        List<String> unknown = new ArrayList<>();
        for (Given one : Given.values()) {
            if (given.containsKey(one)) {
                known.add(one.label() + " " + given.get(one));
            } else {
                unknown.add(one.label());
            }
        }
        return subject + ": " + String.join(", ", known)
                + (unknown.isEmpty() ? "" : "; not recorded: " + String.join(", ", unknown));
    }

    private String waits() {
        return Lanes.find(subject.lane())
                .filter(lane -> lane.sinks().contains(subject.sink()))
                .map(lane -> lane.waits(subject.sink(), settings))
                .orElse(LaneDescriptor.NOT_KNOWN);
    }
}
