package io.twinstream.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.twinstream.archive.Fairness;
import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.LaneRatio;
import io.twinstream.archive.Manifest;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.RunTables;
import io.twinstream.claim.Claim;
import io.twinstream.claim.Claims;
import io.twinstream.experiment.Gap;
import io.twinstream.lane.Lane;
import io.twinstream.report.CellFigures;
import io.twinstream.report.FaultMatrix;
import io.twinstream.report.chart.Ink;
import io.twinstream.report.chart.RunCharts;
import io.twinstream.report.chart.Typeface;
import io.twinstream.statistics.Digits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run as one page that needs no other file and no script.
 *
 * @param name of the run's folder
 * @param recoveryHeads of the columns of {@code recovery}
 * @param warnings what the ratios do not show, a sentence each
 * @param fairness what the lanes of the ratios were given, a line each
 * @param charts in the order in which they are shown
 */
public record RunPage(
        String name,
        Headline headline,
        List<Claim> claims,
        FaultMatrix matrix,
        List<String> recoveryHeads,
        List<CellFigures> recovery,
        List<CellFigures> undisturbed,
        List<LaneRatio> ratios,
        List<String> warnings,
        List<String> fairness,
        RunCharts charts,
        Manifest manifest) {

    /** The file that a page is written to, in the folder of its run. */
    public static final String FILE = "report.html";

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    /**
     * Writes the page of the run in this folder, over what an earlier one left.
     *
     * @return the page's file
     * @throws IOException if there is no run, it cannot be read or written, or this Java has no fonts; the message is
     *     one sentence
     */
    public static Path write(Path folder) throws IOException {
        StringOutput html = new StringOutput();
        TEMPLATES.render("run.jte", of(folder), html);
        return Files.writeString(folder.resolve(FILE), html.toString());
    }

    static RunPage of(Path folder) throws IOException {
        RunTables tables = RunTables.read(folder);
        List<JudgedSubject> judged = new RunFolder(folder).judged();
        List<LaneRatio> ratios = LaneRatio.of(tables, CellFigures.ALL);
        return new RunPage(
                folder.toAbsolutePath().normalize().getFileName().toString(),
                Headline.of(judged),
                Claims.judgedBy(tables).stream()
                        .filter(claim -> claim.verdict().isRun())
                        .toList(),
                FaultMatrix.of(judged),
                CellFigures.recoveryHeads(tables),
                CellFigures.ofRecovery(tables),
                CellFigures.ofUndisturbed(tables),
                ratios,
                LaneRatio.warnings(tables, ratios),
                Fairness.lines(tables, ratios),
                RunCharts.of(judged),
                tables.manifest());
    }

    /** When it was begun, to the second. */
    public String begun() {
        return manifest.begun().replaceFirst("\\.\\d+", "");
    }

    /** What makes the charts' letters the same everywhere. */
    public String styleSheet() {
        return Typeface.styleSheet();
    }

    /** Time above, percentiles below, then what it took. */
    public List<RunCharts.Chart> undisturbedCharts() {
        return charts.undisturbed().stream()
                .flatMap(load -> Stream.concat(Stream.of(load.timeline(), load.latency()), load.cores().stream()))
                .toList();
    }

    /** The noise floor of a ratio, as it is printed. */
    public String noise(LaneRatio ratio) {
        return Digits.of(ratio.ratio().noise().getAsDouble());
    }

    /** The colour of a lane, by its id. */
    public String colour(String lane) {
        return Ink.hex(Lane.of(lane));
    }

    /** A sentence with {@code `names`} in it, as HTML. */
    public String prose(String sentence) {
        return sentence.replace("&", "&amp;").replace("<", "&lt;").replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    /** The cells that do not apply, and why. */
    public List<String> gaps() {
        return Gap.all().stream().map(Gap::text).toList();
    }
}
