package io.twinstream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @EnumSource
    void a_figure_is_read_from_its_column_in_its_unit(Figure figure) throws IOException {
        RunTables run = RunTables.read(
                StoredRun.of(root.resolve("run"), figure, 6_000_000).folder());

        assertThat(run.populations()).singleElement().satisfies(population -> {
            Sample sample = run.sample(population, figure);
            assertThat(sample.values()).containsExactly(6_000_000 / oneOf(figure));
            assertThat(sample.text()).endsWith(", n 1");
        });
        assertThat(Columns.of(figure.column().table())).containsOnlyOnce(figure.column());
        assertThat(figure.label()).contains(figure.unit().suffix());
    }

    /** So much of what is stored is one of it, for 4000 records and a commit interval of 2 s. */
    private static double oneOf(Figure figure) {
        return switch (figure) {
            case FIRST_ROW, LONGEST_GAP, DISTURBANCE, ABSENCE, COMEBACK, CATCH_UP -> 1_000_000;
            case P50, P90, P99, LONGEST, ACKNOWLEDGED -> 1_000;
            case P50_IN_INTERVALS -> 2_000_000;
            case CPU -> 4 * 1_000_000;
            case PEAK -> 1_048_576;
            case CORES_VARIATION -> 1;
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "WORKER_KILL"})
    void every_column_of_a_judged_trial_holds_what_its_definition_takes(Fault fault) throws IOException {
        RunFolder run = RunFolder.create(root, Instant.EPOCH, Commit.UNKNOWN);
        TrialResult judged = run.judge(StoredTrial.stored(run.trial(fault, 1), fault, "1.5", 40));
        List<Table> written = new ArrayList<>();

        for (Table table : Table.values()) {
            for (CsvLine line : CsvLine.read(table.in(run.path()))) {
                written.add(table);
                for (Column column : Columns.of(table)) {
                    assertThat(column.text(line))
                            .as("%s of %s", column.name(), table)
                            .isEqualTo(Objects.toString(
                                    column.taken()
                                            .from(judged, judged.subjects().get(0)),
                                    ""));
                }
            }
        }
        assertThat(written)
                .containsExactlyElementsOf(Stream.of(Table.values())
                        .filter(table -> table != Table.RECOVERY || fault != Fault.NONE)
                        .toList());
    }

    @Test
    void a_column_that_is_added_is_written_and_read_by_its_one_definition() throws IOException {
        Column added =
                Column.of(Table.LATENCY, "half", subject -> subject.delivery().rows() / 4.0);
        RunFolder run = RunFolder.create(root, Instant.EPOCH, Commit.UNKNOWN);
        TrialResult judged =
                StoredTrial.stored(run.trial(Fault.NONE, 1), Fault.NONE, "1.5").judged();
        List<Column> columns = new ArrayList<>(Columns.of(Table.LATENCY));
        columns.add(added);

        Table.append(judged, columns, Table.LATENCY.in(run.path()));

        Map<Table, CsvLine> trial =
                Map.of(Table.LATENCY, Table.LATENCY.byTrial(run.path()).get("1"));
        assertThat(added.number(trial)).hasValue(0.5);
        assertThat(Column.LOAD.text(trial)).isEqualTo("ticks 400");
        assertThat(Figure.LONGEST.value(trial)).hasValue(0.25);
        assertThat(Figure.CPU.value(trial)).isEmpty();
    }

    @Test
    void the_schema_that_readers_are_given_has_every_column() throws IOException {
        String schema = Files.readString(Path.of("results", "README.md"));

        for (Table table : Table.values()) {
            String name = "`" + table.name().toLowerCase(Locale.ROOT) + ".csv`";
            assertThat(schema).contains(name);
            if (table != Table.VERDICTS) { // of these the schema names only what is not clear by itself
                assertThat(schema)
                        .contains(Columns.of(table).stream()
                                .filter(column -> column.table() == table)
                                .map(column -> "`" + column.name() + "`")
                                .toList());
            }
        }
    }
}
