package io.twinstream.report.paper;

import io.twinstream.archive.Figure;
import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.LaneRatio;
import io.twinstream.archive.Manifest;
import io.twinstream.archive.Population;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.Sample;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.claim.Claim;
import io.twinstream.claim.Claims;
import io.twinstream.claim.Literature;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lane.Lane;
import io.twinstream.report.CellFigures;
import io.twinstream.report.DeliverySums;
import io.twinstream.statistics.RateBound;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The numbers of the paper's sentences, by name. A name that no trial fills is there all the same and says so: a
 * sentence never lacks its number.
 */
final class PaperAttributes {

    private final Map<String, String> values = new LinkedHashMap<>();

    private PaperAttributes() {}

    /** The attributes, in an order that does not change. */
    static Map<String, String> of(
            PaperRun run,
            RunTables original,
            List<RunTables> swept,
            List<RunTables> spares,
            List<Claim> claims,
            List<Literature> literature) {
        PaperAttributes attributes = new PaperAttributes();
        attributes.addMachine(run.tables().manifest());
        attributes.addTrials(run);
        attributes.addClaims(claims);
        run.subjects().forEach(subject -> attributes.add(subject.toString(), DeliverySums.of(run.of(subject))));
        Cell.all().forEach(cell -> attributes.addFigures("", cell.toString(), cell.fault(), run.tables()));
        attributes.addFigures("original ", original);
        List<LaneRatio> ratios = LaneRatio.of(run.tables(), CellFigures.ALL);
        Cell.all().stream()
                .filter(cell -> cell.lane().equals(Lane.SPARK))
                .forEach(cell -> attributes.addRatios("", cell, ratios));
        swept.forEach(other -> attributes.addRun(other.settings() + " ", other));
        spares.forEach(other -> attributes.addRun("spare " + spare(other) + " ", other));
        literature.forEach(figure -> attributes.put("lit " + figure.id(), figure.value() + " " + figure.unit()));
        return attributes.values;
    }

    private void put(String name, Object value) {
        values.put(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"), value.toString());
    }

    private void addMachine(Manifest manifest) {
        put("run begun", manifest.begun().substring(0, "2026-01-01".length()));
        put("run commit", manifest.commit());
        put("run settings", manifest.settings());
        put("run flush", Settings.of(manifest.settings()).flushInSentence());
        put("run form", PaperMachine.form(manifest));
        put("machine cpu", manifest.machine().cpu());
        put("machine cores", manifest.machine().cores());
        put("machine memory", PaperMachine.memory(manifest) + " GiB");
        PaperMachine.versions(manifest).forEach((name, version) -> put("version " + name, version));
    }

    private void addTrials(PaperRun run) {
        List<JudgedSubject> judged = run.judged();
        put("trials", trials(judged));
        put("trials alone", trials(judged.stream().filter(JudgedSubject::alone).toList()));
        put("cells", judged.stream().map(JudgedSubject::cell).distinct().count());
        put("cells all", Cell.all().size());
        put("faults", Fault.values().length - 1);
        put("load", load(run.tables()));
        put("duplicated trials", count(judged, JudgedSubject::duplicated));
        put("prepared trials", count(judged, JudgedSubject::orphans));
        add("all", DeliverySums.of(judged));
        put("one trial at most", RateBound.percentAtMost(1));
    }

    private static long trials(List<JudgedSubject> judged) {
        return judged.stream().map(JudgedSubject::number).distinct().count();
    }

    private static long count(List<JudgedSubject> judged, ToLongFunction<JudgedSubject> found) {
        return judged.stream()
                .filter(one -> one.verdict() != Verdict.UNKNOWN && found.applyAsLong(one) > 0)
                .count();
    }

    /** What trials with a single subject were fed with. */
    private static String load(RunTables run) {
        return run.populations().stream()
                .map(Population::load)
                .filter(Load::isKnown)
                .distinct()
                .sorted()
                .map(load -> load instanceof Load.Ticks ticks ? ticks.perSecond() + " ticks a second" : load.toString())
                .collect(Collectors.joining(" or "));
    }

    private void addClaims(List<Claim> claims) {
        put("claims", claims.size());
        Claims.byVerdict(claims).forEach((verdict, count) -> put("claims " + verdict.label(), count));
        put(
                "claims looked at",
                claims.stream().filter(claim -> claim.verdict().isRun()).count());
        put("claims open", PaperClaims.open(claims));
        claims.forEach(claim -> put("claim " + claim.id(), claim.verdict().label()));
    }

    private void add(String whose, DeliverySums sums) {
        put(whose + " judged", sums.judged());
        Arrays.stream(Delivered.values())
                .forEach(delivered -> put(
                        // "lost" by itself are records
                        whose + " " + delivered + (delivered == Delivered.LOST ? " judgements" : ""),
                        sums.tally().count(delivered)));
        put(whose + " invalid", sums.tally().count(Verdict.INVALID));
        put(whose + " lost", sums.lost());
        put(whose + " unwritten", sums.unwritten());
        put(whose + " duplicated", sums.duplicated());
        put(whose + " surplus", sums.surplus());
        put(whose + " replayed", Objects.toString(sums.replayed(), "-"));
        put(whose + " left prepared", sums.orphans());
        put(whose + " exposed", sums.exposed());
        put(whose + " broken", sums.broken());
    }

    /** Whether its subjects had one; in a run of this kind all did or none. */
    private static Spare spare(RunTables run) {
        return run.populations().iterator().next().spare();
    }

    private void addRun(String whose, RunTables run) {
        addFigures(whose, run);
        List<LaneRatio> ratios = LaneRatio.of(run, CellFigures.ALL);
        ratios.stream()
                .map(ratio -> ratio.above().population().cell())
                .distinct()
                .forEach(cell -> addRatios(whose, cell, ratios));
    }

    /** What Spark takes over what Flink takes. */
    private void addRatios(String whose, Cell cell, List<LaneRatio> ratios) {
        CellFigures.ALL.stream()
                .filter(figure -> figure.isOf(cell.fault()))
                .forEach(figure -> put(
                        whose + "ratio " + figure + " " + cell,
                        ratios.stream()
                                .filter(ratio -> ratio.above().figure() == figure
                                        && ratio.above().population().name().equals(cell.toString())
                                        && ratio.below()
                                                .population()
                                                .cell()
                                                .lane()
                                                .equals(Lane.FLINK))
                                .map(PaperFigure::inSentence)
                                .findFirst()
                                .orElse("not known")));
    }

    private void addFigures(String whose, RunTables run) {
        run.populations()
                .forEach(population ->
                        addFigures(whose, population.name(), population.cell().fault(), run));
    }

    private void addFigures(String whose, String name, Fault fault, RunTables run) {
        List<Population> named = run.populations().stream()
                .filter(population -> population.name().equals(name))
                .toList();
        Arrays.stream(Figure.values())
                .filter(figure -> figure.isOf(fault))
                .forEach(figure -> put(
                        whose + figure + " " + name,
                        named.isEmpty()
                                ? "not measured"
                                : named.stream()
                                        .map(population -> run.sample(population, figure))
                                        .map(PaperAttributes::text)
                                        .collect(Collectors.joining(" or "))));
    }

    private static String text(Sample sample) {
        return PaperFigure.inSentence(sample, sample.figure().unit().suffix());
    }
}
