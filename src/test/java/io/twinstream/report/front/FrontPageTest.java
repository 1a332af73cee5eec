package io.twinstream.report.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.report.chart.SvgWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontPageTest {

    private static final Path ROOT = Path.of("");

    @TempDir
    private Path elsewhere;

    @Test
    void the_documents_have_what_the_published_runs_give() throws IOException {
        Map<Path, String> documents = FrontPage.of(ROOT);

        assertThat(documents)
                .containsKeys(Path.of("README.md"), Path.of("docs/claims.md"), Path.of("docs/recovery.svg"));
        for (Map.Entry<Path, String> document : documents.entrySet()) {
            String written = Files.readString(document.getKey());
            assertThat(comparable(document.getKey(), written))
                    .as("%s: write it anew by ./twinstream readme", document.getKey())
                    .isEqualTo(comparable(document.getKey(), document.getValue()));
        }
    }

    /** Where the words of a picture stand hangs on how a Java measures letters. */
    private static String comparable(Path file, String content) {
        return file.toString().endsWith(".svg") ? SvgWords.of(content) : content;
    }

    @Test
    void a_document_without_its_markers_is_named() throws IOException {
        Files.writeString(elsewhere.resolve("README.md"), "# A project");
        Files.createSymbolicLink(
                elsewhere.resolve("results"), Path.of("results").toAbsolutePath());

        assertThatThrownBy(() -> FrontPage.of(elsewhere))
                .isInstanceOf(IOException.class)
                .hasMessage("README.md has no part between <!-- deliveries --> and <!-- /deliveries -->; "
                        + "put the two back, each in a line of its own.");
    }

    @Test
    void the_readme_is_read_in_ten_minutes() throws IOException {
        // The bars of a table are no words.
        assertThat(Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*")
                        .matcher(Files.readString(Path.of("README.md")))
                        .results())
                .hasSizeLessThan(1_200);
    }

    @Test
    void no_cell_of_the_claims_has_more_than_25_words() throws IOException {
        List<String> cells = Files.readAllLines(Path.of("docs/claims.md")).stream()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> Arrays.stream(line.split("\\|")))
                .toList();

        assertThat(cells)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        cell -> assertThat(cell.strip().split("\\s+")).as(cell).hasSizeLessThanOrEqualTo(25));
    }

    @Test
    void every_link_of_the_documents_leads_somewhere() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            List<Path> documents = Stream.concat(
                            Stream.of("README.md", "ARTIFACT.md", "CONTRIBUTING.md", "results/README.md")
                                    .map(Path::of),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
            for (Path document : documents) {
                assertThat(links(Files.readString(document)))
                        .as("links of %s", document)
                        .allSatisfy(link ->
                                assertThat(document.resolveSibling(link)).exists());
            }
        }
    }

    private static List<String> links(String document) {
        return Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)")
                .matcher(document)
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !link.startsWith("http"))
                .toList();
    }
}
