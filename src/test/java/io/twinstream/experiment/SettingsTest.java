package io.twinstream.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    static List<Settings> all() {
        return Settings.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void settings_are_found_by_what_they_are_printed_as(Settings settings) {
        assertThat(Settings.of(settings.toString())).isEqualTo(settings).hasToString(settings.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "TUNED", "", "default_restarts"})
    void an_unknown_name_is_reported_in_one_sentence_that_lists_what_there_is(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(name))
                .withMessage("There are no settings '" + name + "'; there are tuned, equal-1s, as-fast-as-they-go, "
                        + "default-restarts, original-commits, "
                        + "default-heartbeats, heartbeat-timeout-only, original.");
    }

    @Test
    void the_schema_of_a_manifest_knows_them_all() throws IOException {
        JsonNode known = new ObjectMapper()
                .readTree(Path.of("results/manifest.schema.json").toFile())
                .at("/properties/settings/enum");

        assertThat(known)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(all().stream().map(Settings::name).toList());
    }
}
