package io.twinstream.lab.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlinkSettingsTest {

    private static final String INTERVAL = "execution.checkpointing.interval unless a trial has its own";
    private static final String TRIGGER = "trigger unless a trial has its own";

    private static final List<String> REGISTRATION = List.of(
            "cluster.registration.initial-timeout: 100 ms",
            "cluster.registration.error-delay: 500 ms",
            "cluster.registration.refused-registration-delay: 500 ms");
    private static final List<String> HEARTBEATS =
            List.of("heartbeat.interval: 500 ms", "heartbeat.timeout: 3 s", "heartbeat.rpc-failure-threshold: 1");
    private static final List<String> RESTARTS = List.of(
            "restart-strategy.type: fixed-delay",
            "restart-strategy.fixed-delay.attempts: 2147483647",
            "restart-strategy.fixed-delay.delay: 100 ms");

    /** What each sets, in the order in which it is written. */
    private static final Map<Settings, List<String>> WRITTEN = Map.ofEntries(
            entry(Settings.TUNED, lines(List.of(REGISTRATION, HEARTBEATS, RESTARTS))),
            entry(Settings.EQUAL_SECOND, lines(List.of(REGISTRATION, HEARTBEATS, RESTARTS))),
            entry(Settings.AS_FAST_AS_THEY_GO, lines(List.of(REGISTRATION, HEARTBEATS, RESTARTS))),
            entry(Settings.DEFAULT_RESTARTS, lines(List.of(REGISTRATION, HEARTBEATS))),
            entry(Settings.ORIGINAL_COMMITS, lines(List.of(REGISTRATION, HEARTBEATS, RESTARTS))),
            entry(Settings.DEFAULT_HEARTBEATS, lines(List.of(REGISTRATION, RESTARTS))),
            entry(
                    Settings.HEARTBEAT_TIMEOUT_ONLY,
                    lines(List.of(REGISTRATION, List.of("heartbeat.rpc-failure-threshold: -1"), RESTARTS))),
            entry(Settings.ORIGINAL, List.of()));

    /** How often each commits: Flink's checkpoints and Spark's batches. */
    private static final Map<Settings, List<String>> COMMITS = Map.ofEntries(
            entry(Settings.TUNED, List.of("1 s", "1 s")),
            entry(Settings.EQUAL_SECOND, List.of("1 s", "1 s")),
            entry(Settings.AS_FAST_AS_THEY_GO, List.of("1 s", "1 ms")),
            entry(Settings.DEFAULT_RESTARTS, List.of("1 s", "1 s")),
            entry(Settings.ORIGINAL_COMMITS, List.of("60 s", "15 s")),
            entry(Settings.DEFAULT_HEARTBEATS, List.of("1 s", "1 s")),
            entry(Settings.HEARTBEAT_TIMEOUT_ONLY, List.of("1 s", "1 s")),
            entry(Settings.ORIGINAL, List.of("60 s", "15 s")));

    @TempDir
    private Path folder;

    static List<Settings> all() {
        return Settings.ALL;
    }

    private static List<String> lines(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_writes_what_it_sets_and_leaves_the_rest_to_flink(Settings settings) throws IOException {
        assertThat(config(settings))
                .filteredOn(line -> line.matches("(cluster\\.registration|heartbeat|restart-strategy)\\..*"))
                .isEqualTo(WRITTEN.get(settings));
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_a_manifest_keeps_of_flink_is_what_is_written_and_the_checkpoint_interval(Settings settings)
            throws IOException {
        Map<String, String> fixed = new TreeMap<>(FlinkSettings.fixed(settings));

        assertThat(fixed.remove(INTERVAL)).isEqualTo(COMMITS.get(settings).get(0));
        assertThat(config(settings))
                .containsAll(fixed.entrySet().stream()
                        .map(set -> set.getKey() + ": " + set.getValue())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_kept_differs_from_the_original_only_in_what_is_set(Settings settings) {
        Map<String, String> expected = new TreeMap<>(FlinkSettings.fixed(Settings.ORIGINAL));
        WRITTEN.get(settings).forEach(line -> expected.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        expected.put(INTERVAL, COMMITS.get(settings).get(0));

        assertThat(FlinkSettings.fixed(settings)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("all")
    void spark_differs_in_its_trigger_alone(Settings settings) {
        Map<String, String> expected = new LinkedHashMap<>(SparkSettings.fixed(Settings.TUNED));
        expected.put(TRIGGER, COMMITS.get(settings).get(1));

        assertThat(SparkSettings.fixed(settings)).isEqualTo(expected);
    }

    @Test
    void a_sweep_may_have_settings_that_no_constant_has() {
        Settings swept = new Settings(
                "swept",
                Settings.TUNED.checkpointInterval().multipliedBy(5),
                Settings.TUNED.trigger(),
                Settings.TUNED.flush(),
                Settings.ORIGINAL.registration(),
                Settings.TUNED.heartbeats(),
                Settings.ORIGINAL.restarts());

        assertThat(FlinkSettings.fixed(swept))
                .containsEntry(INTERVAL, "5 s")
                .containsEntry("heartbeat.timeout", "3 s")
                .doesNotContainKeys("restart-strategy.type", "cluster.registration.error-delay");
    }

    private List<String> config(Settings settings) throws IOException {
        FlinkSettings flink = new FlinkSettings(folder.resolve(settings.name()), settings);
        flink.write();
        return Files.readAllLines(flink.folder().resolve("config.yaml"));
    }
}
