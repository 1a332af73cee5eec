package io.twinstream.archive;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.Quantile;
import io.twinstream.checker.Recovery;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The file verdicts.json of a trial. Times are in microseconds. */
public final class VerdictJson {

    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private VerdictJson() {}

    private record Trial(
            String run,
            int number,
            long seed,
            String topic,
            String load,
            Fault fault,
            Long faultLasted,
            List<Subject> subjects) {}

    private record Subject(DeliveryVerdict delivery, Latency latency, Recovery recovery) {}

    private record Latency(String unknown, long count, long warmUp, Map<Quantile, Long> percentiles, Long max) {

        private static Latency of(LatencyProfile profile) {
            return new Latency(
                    profile.unknown().orElse(null),
                    profile.count(),
                    profile.warmUp(),
                    profile.percentiles(),
                    profile.max().orElse(null));
        }
    }

    static void write(TrialResult result, Path file) throws IOException {
        replace(
                file,
                new Trial(
                        result.trial().run(),
                        result.trial().number(),
                        result.trial().seed(),
                        result.trial().topic(),
                        Load.in(result.trial().settings()).toString(),
                        result.trial().fault(),
                        result.faultLasted(),
                        result.subjects().stream()
                                .map(subject -> new Subject(
                                        subject.delivery(), Latency.of(subject.latency()), subject.recovery()))
                                .toList()));
    }

    /** Writes a file that is there as a whole or not at all, whenever this process ends. */
    static void replace(Path file, Object value) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        JSON.writeValue(unfinished.toFile(), value);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
