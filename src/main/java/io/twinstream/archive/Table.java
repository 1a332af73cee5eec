package io.twinstream.archive;

import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of a run: a file with a line per subject and trial, written as soon as it is judged. Times are in
 * microseconds.
 */
enum Table {
    VERDICTS("verdicts.csv", false),
    /** How subjects came back; a trial without a fault has nothing to come back from. */
    RECOVERY("recovery.csv", false),
    LATENCY("latency.csv", false),
    RESOURCES("resources.csv", false),
    CORES("cores.csv", true),
    FEED("feed.csv", true);

    private final String file;
    private final boolean later;

    Table(String file, boolean later) {
        this.file = file;
        this.later = later;
    }

    /** Where several subjects shared the machine nothing can be said of what one of them took. */
    private boolean holds(TrialResult trial) {
        return switch (this) {
            case VERDICTS -> true;
            case RECOVERY -> trial.trial().fault() != Fault.NONE;
            case LATENCY, RESOURCES, CORES, FEED -> trial.subjects().size() == 1;
        };
    }

    /** Whether runs were published before there was this table. */
    boolean cameLater() {
        return later;
    }

    Path in(Path folder) {
        return folder.resolve(file);
    }

    /** Appends a trial to the tables in this folder that hold it. */
    static void append(TrialResult trial, Path folder) throws IOException {
        for (Table table : values()) {
            if (table.holds(trial)) {
                append(trial, Columns.of(table), table.in(folder));
            }
        }
    }

    /** Appends a line for each subject of a trial. */
    static void append(TrialResult trial, List<Column> columns, Path file) throws IOException {
        Csv.append(
                file,
                columns.stream().map(Column::name).toList(),
                trial.subjects().stream()
                        .map(subject -> columns.stream()
                                .map(column -> column.taken().from(trial, subject))
                                .toList())
                        .toList());
    }

    /** The last line of each trial, by its number: a trial that was judged again has its lines again. */
    Map<String, CsvLine> byTrial(Path folder) throws IOException {
        Map<String, CsvLine> lines = new HashMap<>();
        for (CsvLine line : CsvLine.read(in(folder))) {
            lines.put(Column.TRIAL.text(line), line);
        }
        return lines;
    }
}
