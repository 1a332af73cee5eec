package io.twinstream.results;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.cell.Fault;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.Quantile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The file verdicts.json of a trial. Times are in microseconds. */
final class VerdictJson {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private VerdictJson() {}

    private record Trial(String run, int number, long seed, String topic, Fault fault, List<Subject> subjects) {}

    private record Subject(DeliveryVerdict delivery, Latency latency) {}

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
        JSON.writeValue(
                file.toFile(),
                new Trial(
                        result.trial().run(),
                        result.trial().number(),
                        result.trial().seed(),
                        result.trial().topic(),
                        result.trial().fault(),
                        result.subjects().stream()
                                .map(subject -> new Subject(subject.delivery(), Latency.of(subject.latency())))
                                .toList()));
    }
}
