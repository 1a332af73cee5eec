package io.twinstream.report.paper;

import io.twinstream.archive.RunConditions;
import io.twinstream.archive.RunTables;
import io.twinstream.claim.Claim;
import io.twinstream.claim.Claims;
import io.twinstream.claim.Literature;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Settings;
import io.twinstream.lane.SinkMode;
import io.twinstream.report.chart.RunCharts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the paper includes: every number, every table and every figure, from a published run. The same run gives the
 * same numbers and tables, to the byte, on every machine; in a figure the words are the same, and where they stand
 * hangs on how a Java measures letters.
 */
public final class PaperIncludes {

    private static final String WRITTEN =
            "written by java -jar target/twinstream-*.jar paper; change what it reads instead\n";

    /** The fault that the paper shows second by second, and how its subjects write. */
    private static final String RECOVERY = RunCharts.title(Fault.WORKER_KILL, SinkMode.UPSERT);

    private PaperIncludes() {}

    /**
     * The files, by name.
     *
     * @param published the folder of a run
     * @param original the folder of a run with the settings of the original
     * @param sweep a folder of runs, each with other settings
     * @param spare a folder of two runs, one with a spare worker and one without
     * @param literature figures of others
     * @throws IOException if there is no run, or one of its files cannot be read; the message is one sentence
     * @throws IllegalArgumentException if two runs that are put beside each other have other versions or machines of
     *     other kinds
     */
    public static SortedMap<String, String> of(
            Path published, Path original, Path sweep, Path spare, List<Literature> literature) throws IOException {
        PaperRun run = PaperRun.read(published);
        RunTables beside = beside(run, original);
        List<RunTables> swept = new ArrayList<>();
        Set<Settings> settings = new HashSet<>(Set.of(beside.settings()));
        for (Path folder : foldersIn(sweep)) {
            RunTables other = beside(run, folder);
            if (!settings.add(other.settings())) {
                throw new IllegalArgumentException("There is another run with the settings of that in " + folder + ", "
                        + other.settings() + "; leave one of them out.");
            }
            swept.add(other);
        }
        List<RunTables> spares = new ArrayList<>();
        for (Path folder : foldersIn(spare)) {
            spares.add(beside(run, folder));
        }
        List<Claim> claims = Claims.judgedBy(run.tables(), beside);
        SortedMap<String, String> files = new TreeMap<>();
        StringBuilder attributes = new StringBuilder("// ").append(WRITTEN);
        PaperAttributes.of(run, beside, swept, spares, claims, literature)
                .forEach((name, value) -> attributes
                        .append(':')
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        files.put("attributes.adoc", attributes.toString());
        Map<String, PaperTable> tables = tables(run, claims, literature);
        tables.put(
                "sweep",
                PaperSweep.table(
                        Stream.concat(swept.stream(), Stream.of(beside)).toList()));
        tables.put("spare", PaperSweep.table(spares));
        tables.forEach((name, table) -> {
            files.put(name + ".adoc", "// " + WRITTEN + table.adoc());
            files.put(
                    name + ".tex",
                    "% " + WRITTEN + "% needs the packages array, booktabs and longtable\n" + table.tex());
        });
        files.put("fairness.adoc", "// " + WRITTEN + new PaperTimes(run.tables()).fairness());
        files.putAll(figures(run, PaperRun.read(spare.resolve("with"))));
        return files;
    }

    /** The runs in a folder of runs, by name. */
    private static List<Path> foldersIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException("There is no folder " + folder + "; name a folder of runs.");
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static RunTables beside(PaperRun run, Path folder) throws IOException {
        RunTables beside = RunTables.read(folder);
        List<String> differences = RunConditions.warnings(run.tables().manifest(), beside.manifest());
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("The run in " + folder + " cannot be put beside the published one. "
                    + String.join(" ", differences));
        }
        return beside;
    }

    private static Map<String, String> figures(PaperRun run, PaperRun spare) throws IOException {
        RunCharts charts = RunCharts.of(run.judged());
        Map<String, String> figures = new LinkedHashMap<>();
        RunCharts.of(spare.judged()).recovery().stream()
                .filter(chart -> chart.title().equals(RECOVERY))
                .forEach(chart -> figures.put("recovery.svg", chart.svg()));
        charts.undisturbed().stream()
                .limit(1)
                .forEach(load -> figures.put("latency.svg", load.latency().svg()));
        return figures;
    }

    private static Map<String, PaperTable> tables(PaperRun run, List<Claim> claims, List<Literature> literature) {
        PaperDeliveries deliveries = new PaperDeliveries(run);
        PaperTimes times = new PaperTimes(run.tables());
        Map<String, PaperTable> tables = new LinkedHashMap<>();
        tables.put("machine", PaperMachine.table(run.tables().manifest()));
        tables.put("deliveries", deliveries.bySubject());
        tables.put("verdicts", deliveries.matrix());
        tables.put("recovery", times.recovery());
        tables.put("undisturbed", times.undisturbed());
        tables.put("ratios", times.ratios());
        tables.put("claims", PaperClaims.looked(claims));
        tables.put("literature", PaperClaims.literature(literature));
        return tables;
    }
}
