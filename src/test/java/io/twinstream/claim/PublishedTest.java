package io.twinstream.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Checksums;
import io.twinstream.archive.CsvLine;
import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Judgement;
import io.twinstream.archive.Manifest;
import io.twinstream.archive.ManifestSchema;
import io.twinstream.archive.Rejudged;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.Sample;
import io.twinstream.archive.SubjectResult;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is committed of a run is what was written there, and its parts say the same. */
class PublishedTest {

    private static final Path PUBLISHED = Path.of("results/published");
    private static final Path SERVERS = Path.of("results/published-servers");
    private static final Path LEDGER = Path.of("results/published-ledger");

    /** Every run that is committed. */
    static List<Path> runs() throws IOException {
        List<Path> runs = new ArrayList<>(List.of(PUBLISHED, Path.of("results/published-original"), SERVERS, LEDGER));
        for (String several :
                List.of("results/published-sweep", "results/published-spare", "results/published-elsewhere")) {
            try (Stream<Path> folders = Files.list(Path.of(several))) {
                folders.filter(Files::isDirectory).sorted().forEach(runs::add);
            }
        }
        return runs;
    }

    /** results/README.md and the paper say so. */
    @Test
    void what_was_run_again_on_a_machine_of_another_kind_is_reproduced() throws IOException {
        RunDiff diff = RunDiff.of(
                RunTables.read(PUBLISHED), RunTables.read(Path.of("results/published-elsewhere/tuned")), Claims.all());

        assertThat(diff.outcome()).isEqualTo(Reproduction.REPRODUCED);
        assertThat(diff.warnings()).singleElement().asString().startsWith("The machines differ in kind");
        assertThat(diff.cells())
                .filteredOn(CellDiff::isOnBothSides)
                .hasSize(4)
                .extracting(CellDiff::delivery)
                .containsOnly(Reproduction.REPRODUCED);
        assertThat(diff.cells().stream()
                        .flatMap(cell -> cell.figures().stream())
                        .flatMap(figure -> figure.ratio().stream()))
                .isNotEmpty()
                .noneMatch(Sample.Ratio::isSignificant);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void no_file_was_changed(Path run) throws IOException {
        assertThat(Checksums.complaints(run)).isEmpty();
    }

    /** Of the runs that have histories. */
    @ParameterizedTest
    @ValueSource(strings = {"with", "none"})
    void what_was_published_comes_out_again(String spare) throws IOException {
        List<Rejudged> again = new ArrayList<>();

        new RunFolder(Path.of("results/published-spare", spare)).judgeAgain(again::add);

        assertThat(again).hasSize(12).allSatisfy(trial -> {
            assertThat(trial.result()).isPresent();
            assertThat(trial.differences()).isEmpty();
        });
    }

    /** docs/findings/xa-sink.md and README.md say so. */
    @Test
    void where_the_xa_sink_halted_ten_times_the_ledger_wrote_each_record_once() throws IOException {
        List<Rejudged> again = new ArrayList<>();

        new RunFolder(LEDGER).judgeAgain(again::add);

        assertThat(again).hasSize(10).allSatisfy(trial -> {
            assertThat(trial.differences()).isEmpty();
            Map<String, DeliveryVerdict> deliveries = trial.result().orElseThrow().subjects().stream()
                    .map(SubjectResult::delivery)
                    .collect(Collectors.toMap(DeliveryVerdict::subject, delivery -> delivery));
            assertThat(deliveries.get("flink/TRANSACTIONAL").delivered()).isEqualTo(Delivered.STUCK);
            assertThat(deliveries.get("flink/LEDGER").delivered()).isEqualTo(Delivered.ONCE);
            assertThat(deliveries.get("flink/LEDGER").replayed()).isPositive();
        });
    }

    /** One trial of each kind: all of them take minutes, by {@code ./twinstream judge results/published-servers}. */
    @Test
    void what_was_published_of_killed_servers_comes_out_again(@TempDir Path some) throws IOException {
        Files.copy(SERVERS.resolve("manifest.json"), some.resolve("manifest.json"));
        for (String fault : List.of("none", "broker_kill", "database_kill")) {
            Path first;
            try (Stream<Path> trials = Files.list(SERVERS.resolve("trials").resolve(fault))) {
                first = trials.sorted().findFirst().orElseThrow();
            }
            Path copy = Files.createDirectories(some.resolve("trials").resolve(fault))
                    .resolve(first.getFileName());
            try (Stream<Path> files = Files.walk(first)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(first.relativize(file).toString()));
                }
            }
        }
        List<Rejudged> again = new ArrayList<>();

        new RunFolder(some).judgeAgain(again::add);

        assertThat(again).hasSize(3).allSatisfy(trial -> {
            assertThat(trial.result()).isPresent();
            assertThat(trial.differences()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void the_manifest_has_its_published_form(Path run) throws IOException {
        assertThat(ManifestSchema.complaints(run)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void the_tables_and_the_trials_say_the_same(Path run) throws IOException {
        List<JudgedSubject> judged = new RunFolder(run).judged();
        Set<String> table = new TreeSet<>();
        for (CsvLine line : CsvLine.read(run.resolve("verdicts.csv"))) {
            table.add(String.join(
                    " ",
                    line.text("trial"),
                    line.text("subject") + "/" + line.text("fault"),
                    judgement(line).text(),
                    line.text("lost"),
                    line.text("duplicated")));
        }

        Set<String> trials = new TreeSet<>();
        judged.forEach(cell -> trials.add(String.join(
                " ",
                Integer.toString(cell.number()),
                cell.cell().toString(),
                cell.judgement().text(),
                Long.toString(cell.lost()),
                Long.toString(cell.duplicated()))));

        assertThat(trials).isNotEmpty().isEqualTo(table);
    }

    /** The first of the published runs are from before a table said what was delivered. */
    private static Judgement judgement(CsvLine line) throws IOException {
        if (line.fields().getHeader().contains("delivered")) {
            String known = line.text("known");
            return new Judgement(
                    Delivered.valueOf(line.text("delivered")),
                    Verdict.valueOf(line.text("verdict")),
                    known.isEmpty() ? null : known);
        }
        return Judgement.derived(
                Cell.of(line.text("subject") + "/" + line.text("fault")),
                Verdict.valueOf(line.text("verdict")),
                Long.parseLong(line.text("lost")),
                Long.parseLong(line.text("surplus")),
                Long.parseLong(line.text("corrupted")) + Long.parseLong(line.text("unexpected")));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void the_manifest_says_of_each_cell_what_its_trials_say(Path run) throws IOException {
        RunFolder folder = new RunFolder(run);
        Manifest.Cells cells = folder.manifest().orElseThrow().cells();
        Manifest.Cells judged = Manifest.Cells.of(List.of(), folder.judged()).after(cells);

        // What did not apply no trial shows, and a lane that came later has gaps of its own.
        assertThat(cells.done()).isNotEmpty().isEqualTo(judged.done());
        assertThat(cells.planned()).isEqualTo(judged.planned());
        assertThat(cells.unknown()).isEqualTo(judged.unknown());
    }
}
