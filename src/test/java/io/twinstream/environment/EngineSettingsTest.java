package io.twinstream.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .withMessage("There are no settings 'fast'; there are [tuned, original].");
    }

    @Test
    void the_original_leaves_heartbeats_and_restarts_to_flink() throws IOException {
        assertThat(config(EngineSettings.TUNED)).contains("heartbeat.timeout: 3 s", "restart-strategy.type");
        assertThat(config(EngineSettings.ORIGINAL)).doesNotContain("heartbeat", "restart-strategy", "registration");
    }

    private String config(EngineSettings settings) throws IOException {
        FlinkSettings flink = new FlinkSettings(folder.resolve(settings.id()), settings);
        flink.write();
        return Files.readString(flink.folder().resolve("config.yaml"));
    }
}
