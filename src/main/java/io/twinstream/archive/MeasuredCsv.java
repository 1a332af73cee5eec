package io.twinstream.archive;

import io.twinstream.checker.CoreUse;
import io.twinstream.checker.FeedDelay;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.Quantile;
import io.twinstream.checker.ResourceUse;
import io.twinstream.experiment.Load;
import io.twinstream.statistics.Estimate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files latency.csv, resources.csv, cores.csv and feed.csv of a run: a line per trial with a single subject, for where several
 * shared the machine none of it can be told. Times are in microseconds.
 */
final class MeasuredCsv {

    private static final List<String> KEY = List.of("fault", "trial", "seed", "subject", "verdict");

    private static final List<String> QUANTILES = Arrays.stream(Quantile.values())
            .map(quantile -> quantile.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final List<String> LATENCY = Stream.of(
                    KEY, List.of("load", "commit_interval", "count", "warm_up"), QUANTILES, List.of("max", "unknown"))
            .flatMap(List::stream)
            .toList();

    private static final List<String> RESOURCES = Stream.concat(KEY.stream(), Stream.of("records", "cpu", "peak_bytes"))
            .toList();

    private static final List<String> CORES = Stream.concat(KEY.stream(), Stream.of("samples", "mean", "variation"))
            .toList();

    private static final List<String> FEED = Stream.of(KEY, List.of("acknowledged"), QUANTILES)
            .flatMap(List::stream)
            .toList();

    private MeasuredCsv() {}

    /** Appends a trial to the files in this folder. */
    static void append(TrialResult result, Path folder) throws IOException {
        if (result.subjects().size() == 1) {
            SubjectResult subject = result.subjects().get(0);
            Csv.append(folder.resolve("latency.csv"), LATENCY, List.of(latency(result, subject)));
            Csv.append(folder.resolve("resources.csv"), RESOURCES, List.of(resources(result, subject)));
            Csv.append(folder.resolve("cores.csv"), CORES, List.of(cores(result, subject)));
            Csv.append(folder.resolve("feed.csv"), FEED, List.of(feed(result, subject)));
        }
    }

    private static List<Object> latency(TrialResult result, SubjectResult subject) {
        LatencyProfile latency = subject.latency();
        List<Object> values = key(result, subject);
        values.add(Load.in(result.trial().settings()));
        values.add(TimeUnit.MILLISECONDS.toMicros(subject.subject().commitMillis()));
        values.add(latency.count());
        values.add(latency.warmUp());
        Arrays.stream(Quantile.values())
                .forEach(quantile -> values.add(latency.percentiles().get(quantile)));
        values.add(latency.max().orElse(null));
        values.add(latency.unknown().orElse(null));
        return values;
    }

    private static List<Object> resources(TrialResult result, SubjectResult subject) {
        List<Object> values = key(result, subject);
        values.add(subject.delivery().records());
        values.add(subject.resources()
                .map(ResourceUse::cpuMillis)
                .map(TimeUnit.MILLISECONDS::toMicros)
                .orElse(null));
        values.add(subject.resources().map(ResourceUse::peakBytes).orElse(null));
        return values;
    }

    /** How evenly it used them once it was warm. */
    private static List<Object> cores(TrialResult result, SubjectResult subject) {
        double[] warm = subject.cores().samples().stream()
                .filter(sample -> !sample.warmUp())
                .mapToDouble(CoreUse.Sample::cores)
                .toArray();
        List<Object> values = key(result, subject);
        values.add(warm.length);
        values.add(rounded(Arrays.stream(warm).average()));
        values.add(rounded(Estimate.variation(warm)));
        return values;
    }

    private static Object rounded(OptionalDouble value) {
        return value.isPresent() ? CoresCsv.rounded(value.getAsDouble()) : null;
    }

    private static List<Object> feed(TrialResult result, SubjectResult subject) {
        List<Object> values = key(result, subject);
        FeedDelay feed = result.feed();
        values.add(feed.acknowledged());
        Arrays.stream(Quantile.values())
                .forEach(quantile -> values.add(feed.percentiles().get(quantile)));
        return values;
    }

    private static List<Object> key(TrialResult result, SubjectResult subject) {
        return new ArrayList<>(List.of(
                result.trial().fault(),
                result.trial().number(),
                result.trial().seed(),
                subject.subject().name(),
                subject.delivery().verdict()));
    }
}
