package io.twinstream.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiteratureTest {

    private static final String COMPLETE = """
            [{"id": "a-figure", "reference": "SOME24", "source": "abstract", "year": 2024, "system": "Flink",
            "measured": "p50", "value": "7 and 9", "unit": "ms", "likeness": "DIRECTION", "because": "it ends elsewhere"}]
            """;

    @TempDir
    private Path folder;

    @Test
    void every_figure_of_others_is_complete_and_has_an_id_of_its_own() throws IOException {
        List<Literature> figures = Literature.read(Path.of("results/literature.json"));

        assertThat(figures).hasSizeGreaterThan(10).extracting(Literature::id).doesNotHaveDuplicates();
        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.id()).matches("[a-z0-9-]+");
            assertThat(figure.reference()).matches("[A-Z]+[0-9]*");
            assertThat(figure.value()).containsPattern("\\d");
            assertThat(figure.because()).doesNotEndWith(".").doesNotContain("|", "\n");
        });
    }

    @Test
    void a_field_that_is_missing_or_blank_is_named() throws IOException {
        assertThat(Literature.read(file(COMPLETE)))
                .singleElement()
                .satisfies(figure -> assertThat(figure.year()).isEqualTo(2024));
        assertThatReading(COMPLETE.replace("\"abstract\"", "\" \""), "The figure 'a-figure' of others has no source.");
        assertThatReading(COMPLETE.replace("\"unit\": \"ms\",", ""), "The figure 'a-figure' of others has no unit.");
        assertThatReading(COMPLETE.replace("2024,", "24,"), "The figure 'a-figure' of others has no year.");
        assertThatReading(
                COMPLETE.replace("\"likeness\": \"DIRECTION\",", ""),
                "The figure 'a-figure' of others has no likeness.");
    }

    @Test
    void what_is_no_list_of_figures_is_reported_in_a_sentence() throws IOException {
        assertThatReading("{", "literature.json cannot be read: ");
        assertThatReading(
                COMPLETE.replace("\"unit\"", "\"units\": 1, \"unit\""),
                "literature.json cannot be read: Unrecognized field \"units\"");
        assertThatThrownBy(() -> Literature.read(folder.resolve("none.json")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "There is no " + folder.resolve("none.json") + "; name the file with the figures of others.");
    }

    private void assertThatReading(String json, String sentence) throws IOException {
        Path file = file(json);
        assertThatThrownBy(() -> Literature.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("literature.json"), json);
    }
}
