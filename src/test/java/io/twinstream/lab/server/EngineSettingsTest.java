package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineSettingsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void settings_are_known_by_their_name(EngineSettings settings) {
        assertThat(EngineSettings.of(settings.id())).isEqualTo(settings);
    }

    @Test
    void other_settings_are_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineSettings.of("fast"))
                .withMessage("There are no settings 'fast'; there are tuned, default-restarts, original-commits, "
                        + "default-heartbeats, heartbeat-timeout-only, original.");
    }

    @Test
    void the_schema_of_a_manifest_knows_them_all() throws IOException {
        JsonNode known = new ObjectMapper()
                .readTree(Path.of("results/manifest.schema.json").toFile())
                .at("/properties/settings/enum");

        assertThat(known)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Stream.of(EngineSettings.values())
                        .map(EngineSettings::id)
                        .toList());
    }

    @Test
    void the_original_leaves_heartbeats_and_restarts_to_flink() throws IOException {
        assertThat(config(EngineSettings.TUNED)).contains("heartbeat.timeout: 3 s", "restart-strategy.type");
        assertThat(config(EngineSettings.ORIGINAL)).doesNotContain("heartbeat", "restart-strategy", "registration");
    }

    @Test
    void those_between_differ_from_the_tuned_ones_in_one_thing() {
        assertThat(otherThanTuned(EngineSettings.DEFAULT_RESTARTS))
                .isNotEmpty()
                .allMatch(key -> key.startsWith("restart-strategy."));
        assertThat(otherThanTuned(EngineSettings.DEFAULT_HEARTBEATS))
                .isNotEmpty()
                .allMatch(key -> key.startsWith("heartbeat."));
        assertThat(otherThanTuned(EngineSettings.ORIGINAL_COMMITS))
                .containsExactly("execution.checkpointing.interval unless a trial has its own");
    }

    @Test
    void without_failed_heartbeats_the_timeout_is_left() {
        assertThat(FlinkSettings.fixed(EngineSettings.HEARTBEAT_TIMEOUT_ONLY))
                .isEqualTo(with(
                        FlinkSettings.fixed(EngineSettings.DEFAULT_HEARTBEATS),
                        "heartbeat.rpc-failure-threshold",
                        "-1"));
    }

    private static Set<String> otherThanTuned(EngineSettings settings) {
        Map<String, String> tuned = FlinkSettings.fixed(EngineSettings.TUNED);
        Map<String, String> others = FlinkSettings.fixed(settings);
        Set<String> keys = new TreeSet<>(tuned.keySet());
        keys.addAll(others.keySet());
        keys.removeIf(key -> Objects.equals(tuned.get(key), others.get(key)));
        return keys;
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> with = new TreeMap<>(settings);
        with.put(key, value);
        return with;
    }

    private String config(EngineSettings settings) throws IOException {
        FlinkSettings flink = new FlinkSettings(folder.resolve(settings.id()), settings);
        flink.write();
        return Files.readString(flink.folder().resolve("config.yaml"));
    }
}
