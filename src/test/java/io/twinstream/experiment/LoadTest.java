package io.twinstream.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {

    static List<Load> loads() {
        return List.of(
                Load.Unknown.LOAD,
                new Load.Polls(Duration.ofSeconds(1)),
                new Load.Polls(Duration.ofMinutes(1)),
                new Load.Replay(),
                new Load.Ticks(1),
                new Load.Ticks(50),
                new Load.Ticks(200),
                Load.Ticks.USUAL,
                new Load.Ticks(5_000));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void a_load_is_found_by_its_text_and_by_the_settings_of_its_trial(Load load) {
        assertThat(Load.of(load.toString())).isEqualTo(load);
        assertThat(Load.in(load.settings())).isEqualTo(load);
    }

    @Test
    void loads_are_in_the_order_of_their_words_and_their_pace() {
        assertThat(Stream.of(5, 3, 8, 0, 2, 7, 1, 4, 6).map(loads()::get).sorted())
                .containsExactlyElementsOf(loads());
    }

    @Test
    void the_texts_are_those_that_stored_tables_have() {
        assertThat(loads())
                .extracting(Load::toString)
                .containsExactly(
                        "",
                        "coinbase PT1S",
                        "coinbase PT1M",
                        "replay",
                        "ticks 1",
                        "ticks 50",
                        "ticks 200",
                        "ticks 500",
                        "ticks 5000");
    }

    @Test
    void what_else_the_settings_of_a_trial_have_is_no_part_of_its_load() {
        assertThat(Load.in(Map.of("workload", "ticks", "perSecond", "400", "lasting", "PT20S")))
                .isEqualTo(new Load.Ticks(400));
        assertThat(Load.in(Map.of("workload", "replay", "ticks", "17"))).isEqualTo(new Load.Replay());
        assertThat(Load.in(Map.of("rate", "500"))).isEqualTo(Load.Unknown.LOAD);
        assertThat(Load.Unknown.LOAD.isKnown()).isFalse();
        assertThat(Load.Ticks.USUAL.isKnown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ticks50", "ticks", "ticks 0", "ticks -5", "ticks 5 6", "coinbase 1", "replay 5", "storm", " "})
    void what_is_not_a_load_is_reported_in_one_sentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Load.of(text))
                .withMessage("'" + text + "' is not a load; a load is like ticks 500, coinbase PT1S or replay.");
    }

    @ParameterizedTest
    @CsvSource({"storm, 5, storm 5", "ticks, many, ticks many"})
    void settings_of_a_trial_that_name_no_load_are_reported_in_one_sentence(String word, String pace, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Load.in(Map.of("workload", word, "perSecond", pace)))
                .withMessage("'" + text + "' is not a load; a load is like ticks 500, coinbase PT1S or replay.");
    }
}
