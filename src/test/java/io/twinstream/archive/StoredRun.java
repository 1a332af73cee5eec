package io.twinstream.archive;

import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run as its manifest and its tables, with trials that a test makes up. */
public final class StoredRun {

    public static final Manifest.Machine MACHINE =
            new Manifest.Machine("Some CPU", 2, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17");

    private final Path folder;
    private int trial;
    private String spare = "with";

    private StoredRun(Path folder) {
        this.folder = folder;
    }

    public static StoredRun create(Path folder) throws IOException {
        return create(folder, "tuned", Map.of("flink", "2.3.0"), MACHINE);
    }

    /** A run with the settings of the original. */
    public static StoredRun ofOriginal(Path folder) throws IOException {
        return create(folder, "original", Map.of("flink", "2.3.0"), MACHINE);
    }

    public static StoredRun create(Path folder, String settings, Map<String, String> versions, Manifest.Machine machine)
            throws IOException {
        Files.createDirectories(folder);
        new RunFolder(folder).write(manifest(settings, versions, machine));
        Files.writeString(
                folder.resolve("verdicts.csv"),
                "fault,trial,seed,subject,verdict,lost,unexpected,corrupted,surplus,reasons\n");
        Files.writeString(folder.resolve("recovery.csv"), "fault,trial,longest_gap,first_row,catch_up,censored\n");
        Files.writeString(
                folder.resolve("latency.csv"), "trial,load,commit_interval,p50,p99,count,warm_up,p90,max,spare\n");
        Files.writeString(folder.resolve("resources.csv"), "trial,records,cpu,peak_bytes\n");
        Files.writeString(folder.resolve("cores.csv"), "trial,variation\n");
        Files.writeString(folder.resolve("feed.csv"), "trial,p50\n");
        return new StoredRun(folder);
    }

    /**
     * A run of one valid trial that has this figure as it is stored; there are 4000 records and a commit interval of 2
     * s.
     */
    public static StoredRun of(Path folder, Figure figure, long stored) throws IOException {
        StoredRun run = create(folder);
        run.trial(figure.isOf(Fault.NONE) ? Fault.NONE : Fault.BROKER_KILL, List.of("flink/UPSERT"), Verdict.VALID);
        Map<Column, Object> values = new HashMap<>(Map.of(
                Column.TRIAL,
                run.trial,
                Column.LOAD,
                Load.Ticks.USUAL,
                Column.COMMIT_INTERVAL,
                2_000_000,
                Column.RECORDS,
                4_000));
        values.put(figure.column(), stored);
        for (Table table : EnumSet.complementOf(EnumSet.of(Table.VERDICTS))) {
            List<Column> columns = Columns.of(table);
            Files.delete(table.in(folder));
            Csv.append(
                    table.in(folder),
                    columns.stream().map(Column::name).toList(),
                    List.of(columns.stream().map(values::get).toList()));
        }
        return run;
    }

    /** With these settings, and nothing else that matters. */
    public static Manifest manifest(String settings) {
        return manifest(settings, Map.of(), MACHINE);
    }

    private static Manifest manifest(String settings, Map<String, String> versions, Manifest.Machine machine) {
        return new Manifest(
                "2026-11-22T15:30:05.400Z",
                Commit.UNKNOWN,
                settings,
                null,
                versions,
                Map.of(),
                Map.of(),
                machine,
                List.of(),
                null);
    }

    /** With this as the only command that made it. */
    public StoredRun typed(String words) throws IOException {
        RunFolder run = new RunFolder(folder);
        Manifest there = run.manifest().orElseThrow();
        run.write(new Manifest(
                there.begun(),
                there.commit(),
                there.settings(),
                there.servers(),
                there.versions(),
                there.classPaths(),
                there.configuration(),
                there.machine(),
                List.of(new MavenCommand(words, there.commit(), null, 42, there.begun(), null)),
                there.cells()));
        return this;
    }

    /** In the trials that follow this spare is recorded: {@code with}, {@code none}, or nothing at all. */
    public StoredRun recorded(String text) {
        spare = text;
        return this;
    }

    public Path folder() {
        return folder;
    }

    /** A trial with a WORKER_KILL and this verdict, for each number of seconds until the first row. */
    public StoredRun killed(String subject, Verdict verdict, double... firstRows) throws IOException {
        for (double seconds : firstRows) {
            trial(Fault.WORKER_KILL, List.of(subject), verdict);
            long micros = Math.round(seconds * 1e6);
            append(
                    "recovery.csv",
                    "WORKER_KILL," + trial + "," + micros + "," + micros + "," + (micros + 2_000_000) + ",false");
            append("latency.csv", trial + ",ticks 500,1000000,20000,,,,,," + spare);
        }
        return this;
    }

    /** A valid trial without a fault for each number of milliseconds that half of the rows took. */
    public StoredRun undisturbed(String subject, double... p50s) throws IOException {
        for (double millis : p50s) {
            trial(Fault.NONE, List.of(subject), Verdict.VALID);
            append("latency.csv", trial + ",ticks 500,1000000," + Math.round(millis * 1e3) + ",,4000,1000,,," + spare);
            append("resources.csv", trial + ",5000,7500000," + (512L << 20));
        }
        return this;
    }

    /** Likewise, for each coefficient of variation of the cores in use; ticks are acknowledged after 3 ms. */
    public StoredRun using(String subject, double... variations) throws IOException {
        for (double variation : variations) {
            undisturbed(subject, 100).append("cores.csv", trial + "," + variation);
            append("feed.csv", trial + ",3000");
        }
        return this;
    }

    /** A valid trial without a fault, under a load, in which 99 of 100 rows took so many milliseconds. */
    public StoredRun later(String subject, String load, long p99) throws IOException {
        return trial(Fault.NONE, List.of(subject), Verdict.VALID)
                .append("latency.csv", trial + "," + load + ",1000000,," + p99 * 1_000 + ",4000,1000,,," + spare);
    }

    /** A trial that no table but verdicts.csv has. */
    public StoredRun trial(Fault fault, List<String> subjects, Verdict verdict) throws IOException {
        trial++;
        for (String subject : subjects) {
            append(
                    "verdicts.csv",
                    fault + "," + trial + ",42," + subject + "," + verdict + "," + (verdict.fails() ? 1 : 0)
                            + ",0,0,0,\"a, \"\"b\"\"\"");
        }
        return this;
    }

    /** Appends a line as it is. */
    public StoredRun append(String file, String line) throws IOException {
        Files.writeString(folder.resolve(file), line + "\n", StandardOpenOption.APPEND);
        return this;
    }
}
