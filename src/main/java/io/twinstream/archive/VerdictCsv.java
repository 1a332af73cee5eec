package io.twinstream.archive;

import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.FeedCounts;
import io.twinstream.checker.Finding;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.Quantile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The file verdicts.csv of a run: a line per subject and trial, written as soon as it is judged. Times are in microseconds. */
final class VerdictCsv {

    private static final List<String> HEADER = Stream.of(
                    Stream.of("fault", "trial", "seed", "subject", "verdict", "records", "rows", "dead_letters"),
                    Arrays.stream(Finding.values())
                            .map(finding -> finding.name().toLowerCase(Locale.ROOT)),
                    Stream.of("surplus", "replayed", "uncovered", "orphans"),
                    Stream.of("attempted", "acknowledged", "lost_upstream", "indeterminate"),
                    Stream.of("recovered", "double_produced", "latency_count", "warm_up"),
                    Arrays.stream(Quantile.values())
                            .map(quantile -> quantile.name().toLowerCase(Locale.ROOT)),
                    Stream.of("max", "latency_unknown", "reasons"))
            .flatMap(names -> names)
            .toList();

    private VerdictCsv() {}

    static void append(TrialResult result, Path file) throws IOException {
        Csv.append(
                file,
                HEADER,
                result.subjects().stream()
                        .map(subject -> values(result, subject))
                        .toList());
    }

    private static List<Object> values(TrialResult result, SubjectResult subject) {
        DeliveryVerdict delivery = subject.delivery();
        List<Object> values = new ArrayList<>(List.of(
                result.trial().fault(),
                result.trial().number(),
                result.trial().seed(),
                delivery.subject(),
                delivery.verdict(),
                delivery.records(),
                delivery.rows(),
                delivery.deadLetters()));
        Arrays.stream(Finding.values()).map(delivery::found).forEach(found -> values.add(found.count()));
        values.add(delivery.surplus());
        values.add(delivery.replayed());
        values.add(delivery.uncovered());
        values.add(delivery.orphans());
        FeedCounts feed = delivery.feed();
        values.addAll(List.of(
                feed.attempted(),
                feed.acknowledged(),
                feed.lostUpstream(),
                feed.indeterminate(),
                feed.recovered(),
                feed.doubleProduced()));
        addLatency(values, subject.latency());
        values.add(String.join(" | ", delivery.reasons()));
        return values;
    }

    private static void addLatency(List<Object> values, LatencyProfile latency) {
        values.add(latency.count());
        values.add(latency.warmUp());
        Arrays.stream(Quantile.values())
                .forEach(quantile -> values.add(latency.percentiles().get(quantile)));
        values.add(latency.max().orElse(null));
        values.add(latency.unknown().orElse(null));
    }
}
