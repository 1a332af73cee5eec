package io.twinstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is committed in results/published is what was written there, and its parts say the same. */
class PublishedTest {

    private static final Path PUBLISHED = Path.of("results", "published");

    @Test
    void no_file_was_changed() throws IOException {
        assertThat(Checksums.complaints(PUBLISHED)).isEmpty();
    }

    @Test
    void the_manifest_has_its_published_form() throws IOException {
        assertThat(ManifestSchema.complaints(PUBLISHED)).isEmpty();
    }

    @Test
    void the_tables_and_the_trials_say_the_same() throws IOException {
        List<JudgedCell> judged = new RunFolder(PUBLISHED).judged();
        Set<String> table = new TreeSet<>();
        for (CsvLine line : CsvLine.read(PUBLISHED.resolve("verdicts.csv"))) {
            table.add(String.join(
                    " ",
                    line.text("trial"),
                    line.text("subject") + "/" + line.text("fault"),
                    line.text("verdict"),
                    line.text("lost"),
                    line.text("duplicated")));
        }

        Set<String> trials = new TreeSet<>();
        judged.forEach(cell -> trials.add(String.join(
                " ",
                Integer.toString(cell.number()),
                cell.cell().toString(),
                cell.verdict().name(),
                Long.toString(cell.lost()),
                Long.toString(cell.duplicated()))));

        assertThat(trials).isNotEmpty().isEqualTo(table);
    }

    @Test
    void the_manifest_says_of_each_cell_what_its_trials_say() throws IOException {
        RunFolder run = new RunFolder(PUBLISHED);
        Manifest.Cells cells = run.manifest().orElseThrow().cells();

        assertThat(cells.done()).isNotEmpty();
        assertThat(Manifest.Cells.of(List.of(), run.judged()).after(cells)).isEqualTo(cells);
    }
}
