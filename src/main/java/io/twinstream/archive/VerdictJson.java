package io.twinstream.archive;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.Quantile;
import io.twinstream.checker.Recovery;
import io.twinstream.checker.Run;
import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Spare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The file verdicts.json of a trial, written and read as these records. Times are in microseconds. */
public final class VerdictJson {

    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addMixIn(Run.class, RunForm.class)
            .build();

    private VerdictJson() {}

    /** A run is written without a word of its kind: its fields show it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Run.Offsets.class), @JsonSubTypes.Type(Run.Window.class)})
    private interface RunForm {}

    /** Files have what is only derived, and those of other versions may have more. */
    private static final ObjectReader TRIAL =
            JSON.readerFor(Trial.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * What older files lack is null or 0.
     *
     * @param history the SHA-256 of the lines of the history that it was judged by
     */
    record Trial(
            String run,
            int number,
            long seed,
            String topic,
            String load,
            String spare,
            Fault fault,
            Long faultLasted,
            String history,
            List<Subject> subjects) {

        Trial {
            subjects = subjects == null ? List.of() : List.copyOf(subjects);
        }

        /** What is written of a trial. */
        static Trial of(TrialResult result) {
            return new Trial(
                    result.trial().run(),
                    result.trial().number(),
                    result.trial().seed(),
                    result.trial().topic(),
                    Load.in(result.trial().settings()).toString(),
                    result.trial().settings().get(Spare.KEY),
                    result.trial().fault(),
                    result.faultLasted(),
                    result.history(),
                    result.subjects().stream()
                            .map(subject -> new Subject(
                                    promise(subject.subject().contract()),
                                    subject.delivery(),
                                    Latency.of(subject.latency()),
                                    subject.recovery()))
                            .toList());
        }
    }

    /**
     * All that is kept of a subject.
     *
     * @param promised the contract that it was judged by
     */
    record Subject(String promised, DeliveryVerdict delivery, Latency latency, Recovery recovery) {}

    /** A profile without its histogram, which has a file of its own. */
    record Latency(String unknown, long count, long warmUp, Map<Quantile, Long> percentiles, Long max) {

        private static Latency of(LatencyProfile profile) {
            return new Latency(
                    profile.unknown().orElse(null),
                    profile.count(),
                    profile.warmUp(),
                    profile.percentiles(),
                    profile.max().orElse(null));
        }
    }

    /** {@code nothing lost, duplicates NONE, may halt under POISON}. */
    private static String promise(Contract contract) {
        String halts =
                new TreeSet<>(contract.mayHaltUnder()).stream().map(Fault::name).collect(Collectors.joining(", "));
        return (contract.lossless() ? "nothing lost" : "losses allowed") + ", duplicates " + contract.duplicates()
                + (halts.isEmpty() ? "" : ", may halt under " + halts);
    }

    /** Writes what a trial came to. */
    static void write(TrialResult result, Path file) throws IOException {
        replace(file, Trial.of(result));
    }

    static Trial read(Path file) throws IOException {
        JsonNode trial = JSON.readTree(file.toFile());
        for (JsonNode subject : trial.path("subjects")) {
            if (subject.path("delivery").path("found") instanceof ObjectNode found) {
                found.remove("LATE"); // a finding that older files have and that no contract asked for
            }
        }
        return TRIAL.readValue(trial);
    }

    /** Writes a file that is there as a whole or not at all, whenever this process ends. */
    static void replace(Path file, Object value) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        JSON.writeValue(unfinished.toFile(), value);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
