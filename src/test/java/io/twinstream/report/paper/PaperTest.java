package io.twinstream.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Checksums;
import io.twinstream.claim.Literature;
import io.twinstream.report.chart.SvgWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the paper to the published run: what is committed is what the run gives, and the text has no number beside it.
 */
class PaperTest {

    private static final Path PUBLISHED = Path.of("results/published");
    private static final Path ORIGINAL = Path.of("results/published-original");
    private static final Path SWEEP = Path.of("results/published-sweep");
    private static final Path SPARE = Path.of("results/published-spare");
    private static final Path LITERATURE = Path.of("results/literature.json");
    private static final Path GENERATED = Path.of("paper/generated");

    /** Where its letters stand hangs on how a Java measures them. */
    private static final String FIGURE = ".svg";

    /** Digits in these are names. */
    private static final Pattern NAMES = Pattern.compile(
            "95 % interval|p\\d+|\\b[PLTRWKO]\\d\\b|<<[^>]+>>|`[^`]+`|\\{[^}]+}|(?m:^(//|include::|image::).*$)");

    private static String paper;
    private static SortedMap<String, String> expected;

    @BeforeAll
    static void read() throws IOException {
        paper = Files.readString(Path.of("paper/paper.adoc"));
        expected = PaperIncludes.of(PUBLISHED, ORIGINAL, SWEEP, SPARE, Literature.read(LITERATURE));
    }

    @Test
    void what_the_paper_includes_is_what_the_published_run_gives() throws IOException {
        SortedMap<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(GENERATED)) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        assertThat(committed.keySet()).isEqualTo(expected.keySet());
        expected.forEach((file, content) -> assertThat(
                        difference(comparable(file, committed.get(file)), comparable(file, content)))
                .as(
                        "paper/generated/%s: write it anew by java -jar target/twinstream-*.jar paper %s paper/generated",
                        file, PUBLISHED)
                .isEmpty());
    }

    /** A file, or the words of a figure in their order. */
    private static String comparable(String file, String content) {
        return file.endsWith(FIGURE) ? SvgWords.of(content) : content;
    }

    /** The first line that differs; empty if the two are the same to the byte. */
    private static String difference(String committed, String expected) {
        List<String> there = List.of(committed.split("\n", -1));
        List<String> here = List.of(expected.split("\n", -1));
        for (int i = 0; i < Math.max(there.size(), here.size()); i++) {
            String was = i < there.size() ? there.get(i) : "(none)";
            String is = i < here.size() ? here.get(i) : "(none)";
            if (!was.equals(is)) {
                return "line " + (i + 1) + " is '" + was + "' and the run gives '" + is + "'";
            }
        }
        return "";
    }

    @Test
    void every_name_in_the_text_has_a_number_and_every_table_is_included() {
        Set<String> known = found("(?m)^:([a-z0-9-]+):", expected.get("attributes.adoc"));

        assertThat(found("\\{([a-z0-9-]+)}", paper.replaceAll("\\{(docdir|author)}", "")))
                .isSubsetOf(known);
        assertThat(found("image::([a-z]+)\\.svg", paper))
                .containsExactlyInAnyOrderElementsOf(found("([a-z]+)\\.svg", String.join(" ", expected.keySet())));
        assertThat(found("include::generated/([a-z-]+)\\.adoc", paper))
                .containsExactlyInAnyOrderElementsOf(found("([a-z-]+)\\.adoc", String.join(" ", expected.keySet())));
    }

    @Test
    void what_was_found_is_reported_without_a_number_that_was_typed() {
        List.of(
                        section("[abstract]", "== Question"),
                        section("== Results", "== What the original"),
                        section("== What the original", "== Related work"),
                        section("== Related work", "[appendix]"))
                .forEach(text ->
                        assertThat(NAMES.matcher(text).replaceAll("")).doesNotContainPattern("(?<![A-Za-z_.\\d])\\d"));
    }

    /** Nothing generates the numbers of the method and those of others: who changes one has to mean it. */
    @Test
    void what_was_typed_is_what_was_read_through_last() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path typed : List.of(Path.of("paper/paper.adoc"), LITERATURE)) {
            sums.append(Checksums.sum(Files.readAllBytes(typed)) + "  " + typed + "\n");
        }

        assertThat(sums)
                .as("read what was changed through, then: sha256sum paper/paper.adoc %s > paper/SHA256SUMS", LITERATURE)
                .hasToString(Files.readString(Path.of("paper/SHA256SUMS")));
    }

    @Test
    void commands_and_their_costs_are_those_of_the_manuals() throws IOException {
        String appendix = section("[appendix]", "\n\n[bibliography]\n== References\n");
        String manuals = manuals();

        assertThat(found("(?m)^\\|?`?(\\./(?:mvnw|twinstream) [^`\n]+|java -jar [^`\n]+)", appendix))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(manuals).contains(command));
        assertThat(found("(\\d[\\d.]* (?:minutes|GiB|GB))", appendix))
                .isNotEmpty()
                .allSatisfy(cost -> assertThat(manuals).containsPattern("\\b" + Pattern.quote(cost)));
    }

    private static String manuals() throws IOException {
        StringBuilder manuals = new StringBuilder(Files.readString(Path.of("README.md")))
                .append(Files.readString(Path.of("ARTIFACT.md")))
                .append(Files.readString(Path.of("results/README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            for (Path manual : docs.filter(Files::isRegularFile).toList()) {
                manuals.append(Files.readString(manual));
            }
        }
        return manuals.toString();
    }

    @Test
    void every_figure_of_others_names_a_source_of_the_references() throws IOException {
        assertThat(Literature.read(LITERATURE))
                .extracting(Literature::reference)
                .isSubsetOf(references());
        assertThat(found("<<([A-Z0-9]+)>>", paper)).isEqualTo(references());
    }

    private static Set<String> references() {
        return found("\\[\\[\\[([A-Z0-9]+)]]]", paper);
    }

    private static String section(String from, String to) {
        assertThat(paper).containsOnlyOnce(from).containsOnlyOnce(to);
        return paper.substring(paper.indexOf(from), paper.indexOf(to));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }
}
