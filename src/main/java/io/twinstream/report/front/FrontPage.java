package io.twinstream.report.front;

import io.twinstream.archive.Figure;
import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.LaneRatio;
import io.twinstream.archive.Population;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.RunTables;
import io.twinstream.claim.Claims;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Load;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import io.twinstream.report.DeliverySums;
import io.twinstream.report.chart.RunCharts;
import io.twinstream.report.text.ClaimTable;
import io.twinstream.statistics.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the published runs decide of README.md and of the documents: two tables, one picture and the claims. A part of a
 * document stands between markers, {@code <!-- times -->} and {@code <!-- /times -->}; the rest of it is written by
 * hand.
 */
public final class FrontPage {

    private static final Path RESULTS = Path.of("results");
    private static final Path README = Path.of("README.md");
    private static final Path CLAIMS = Path.of("docs", "claims.md");
    private static final Path PICTURE = Path.of("docs", "recovery.svg");

    /** The lanes that a user chooses between, one in each column of the table of times. */
    private static final List<Lane> COLUMNS = List.of(Lane.FLINK, Lane.SPARK);

    /**
     * A row of the table of times.
     *
     * @param run whose trials it is of
     */
    private record Row(String label, RunTables run, Fault fault, Figure figure) {}

    private final Path root;
    private final RunTables published;

    private FrontPage(Path root) throws IOException {
        this.root = root;
        published = RunTables.read(run("published"));
    }

    /**
     * The documents as they should be, by their paths in the checkout.
     *
     * @param root of a checkout
     * @throws IOException if a run or a document cannot be read, or a document lacks its markers; the message is one
     *     sentence
     */
    public static Map<Path, String> of(Path root) throws IOException {
        FrontPage front = new FrontPage(root);
        Map<Path, String> documents = new TreeMap<>();
        String readme = front.with(README, "deliveries", front.deliveries());
        documents.put(README, front.with(README, readme, "times", front.times()));
        documents.put(
                CLAIMS,
                front.with(
                        CLAIMS,
                        "claims",
                        ClaimTable.markdown(
                                Claims.judgedBy(front.published, RunTables.read(front.run("published-original"))))));
        documents.put(PICTURE, front.picture());
        return documents;
    }

    private Path run(String name) {
        return root.resolve(RESULTS).resolve(name);
    }

    private String with(Path document, String part, String text) throws IOException {
        return with(document, Files.readString(root.resolve(document)), part, text);
    }

    private String with(Path document, String before, String part, String text) throws IOException {
        String begin = "<!-- " + part + " -->\n";
        String end = "<!-- /" + part + " -->";
        if (!before.contains(begin) || !before.contains(end)) {
            throw new IOException(document + " has no part between " + begin.strip() + " and " + end
                    + "; put the two back, each in a line of its own.");
        }
        return before.substring(0, before.indexOf(begin) + begin.length())
                + text
                + before.substring(before.indexOf(end));
    }

    /** A row for each lane and sink mode that a user can choose and that was judged, all faults pooled. */
    private String deliveries() throws IOException {
        List<JudgedSubject> judged = new RunFolder(run("published")).judged();
        StringBuilder table = new StringBuilder("""
                | engine | how rows are written | judged | exposed | records duplicated | records unwritten | promise broken |
                |---|---|--:|--:|--:|--:|--:|
                """);
        for (Subject subject : Lanes.subjects().toList()) {
            LaneDescriptor lane = Lanes.of(subject.lane());
            DeliverySums sums = DeliverySums.of(judged.stream()
                    .filter(one -> one.cell().subject().equals(subject))
                    .toList());
            if (!subject.lane().equals(Lane.FLOOR) && sums.judged() > 0) {
                table.append("| `%s` | %s: %s | %d | %d | %,d | %,d | %s |%n"
                        .formatted(
                                subject.lane(),
                                subject.sink(),
                                lane.writes(subject.sink()),
                                sums.judged(),
                                sums.exposed(),
                                sums.duplicated(),
                                sums.lost() + sums.unwritten(),
                                sums.broken()));
            }
        }
        return table.toString();
    }

    /** How late rows are and when they come back, where both engines have the same key. */
    private String times() throws IOException {
        StringBuilder table = new StringBuilder("| median of n trials, each alone on the machine | "
                + COLUMNS.stream().map(lane -> "`" + lane + "`").collect(Collectors.joining(" | "))
                + " | Spark over Flink |\n|---|" + "--:|".repeat(COLUMNS.size()) + "--:|\n");
        RunTables servers = RunTables.read(run("published-servers"));
        RunTables spare = RunTables.read(run("published-spare").resolve("with"));
        RunTables none = RunTables.read(run("published-spare").resolve("none"));
        for (Row row : List.of(
                new Row("latency without a fault, p50; a row waits " + waits(), published, Fault.NONE, Figure.P50),
                new Row("first row after a killed worker, a spare ready", spare, Fault.WORKER_KILL, Figure.FIRST_ROW),
                new Row("longest time without a new row, a spare ready", spare, Fault.WORKER_KILL, Figure.LONGEST_GAP),
                new Row("first row after a killed worker, no spare", none, Fault.WORKER_KILL, Figure.FIRST_ROW),
                new Row("longest time without a new row, no spare", none, Fault.WORKER_KILL, Figure.LONGEST_GAP),
                new Row(
                        "first row once a killed broker serves again, a spare",
                        servers,
                        Fault.BROKER_KILL,
                        Figure.COMEBACK),
                new Row(
                        "first row once a killed database serves again, a spare",
                        servers,
                        Fault.DATABASE_KILL,
                        Figure.COMEBACK))) {
            table.append("| ").append(row.label);
            for (Lane lane : COLUMNS) {
                table.append(" | ").append(figure(row, lane));
            }
            table.append(" | ").append(ratio(row)).append(" |\n");
        }
        return table.toString();
    }

    private String waits() {
        return COLUMNS.stream()
                .map(lane -> Lanes.of(lane).waits(SinkMode.UPSERT, published.settings()) + " in `" + lane + "`")
                .collect(Collectors.joining(", "));
    }

    private static Cell cell(Row row, Lane lane) {
        return new Cell(new Subject(lane, SinkMode.UPSERT), row.fault);
    }

    private static String figure(Row row, Lane lane) {
        Optional<Population> population = row.run.populations().stream()
                .filter(one -> one.cell().equals(cell(row, lane)) && one.load().equals(Load.Ticks.USUAL))
                .findFirst();
        return population
                .flatMap(one -> row.run.sample(one, row.figure).estimate())
                .map(estimate -> text(estimate, row.figure))
                .orElse("-");
    }

    private static String text(Estimate estimate, Figure figure) {
        return estimate.range() + figure.unit().suffix() + ", n " + estimate.trials();
    }

    private static String ratio(Row row) {
        return LaneRatio.of(row.run, List.of(row.figure)).stream()
                .filter(ratio -> ratio.below().population().cell().equals(cell(row, COLUMNS.get(0)))
                        && ratio.above().population().cell().equals(cell(row, COLUMNS.get(1)))
                        && ratio.above().population().load().equals(Load.Ticks.USUAL))
                .findFirst()
                .map(ratio -> ratio.ratio().text() + ", " + ratio.reading())
                .orElse("-");
    }

    /** Both engines around the kill of a worker where each has a spare. */
    private String picture() throws IOException {
        String title = RunCharts.title(Fault.WORKER_KILL, SinkMode.UPSERT);
        return RunCharts.of(new RunFolder(run("published-spare").resolve("with")).judged()).recovery().stream()
                        .filter(chart -> chart.title().equals(title))
                        .findFirst()
                        .orElseThrow(() -> new IOException(
                                "No trial in results/published-spare/with shows " + title + "; publish one that does."))
                        .svg()
                + "\n";
    }
}
