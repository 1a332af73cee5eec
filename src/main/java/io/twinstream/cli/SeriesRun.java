package io.twinstream.cli;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.series.Budget;
import io.twinstream.lab.series.PlannedTrial;
import io.twinstream.lab.series.Series;
import io.twinstream.lab.server.Versions;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.trial.LaboratoryOptions;
import io.twinstream.lane.Lane;
import io.twinstream.report.text.CellTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How every command runs its trials: as a series, at the end of which come a table, the page and the exit code. */
final class SeriesRun {

    static final String EXIT_CODES = "Exit codes:%n";

    /** What a command prints of the trials that were judged. */
    interface Table {
        String of(List<JudgedSubject> judged) throws IOException;
    }

    private final PrintWriter out;
    private final Duration budget;

    SeriesRun(PrintWriter out, Duration budget) {
        this.out = out;
        this.budget = budget;
    }

    /** Runs these trials and prints a table of all cells for each of the settings. */
    int run(List<PlannedTrial> trials, List<LaboratoryOptions> options) throws Exception {
        return run(trials, options, CellTable::of);
    }

    /** Runs these trials and prints this table for each of the settings. */
    int run(List<PlannedTrial> trials, List<LaboratoryOptions> options, Table table) throws Exception {
        List<PlannedTrial> applicable = applicable(trials);
        try (LastWords lastWords = new LastWords();
                Laboratories laboratories = Laboratories.open(options)) {
            Series series = new Series(applicable, laboratories.bySettings(), Budget.of(budget), this::say);
            lastWords.stopBy(series::stop);
            boolean broken = true;
            try {
                broken = !series.run().isEmpty();
            } finally {
                for (Laboratory laboratory : laboratories.bySettings().values()) {
                    say(heading(laboratory, options.size()) + table.of(laboratory.judged()));
                }
            }
            return exit(laboratories.judged(), broken);
        }
    }

    private static String heading(Laboratory laboratory, int laboratories) {
        Settings settings = laboratory.settings();
        return laboratories == 1 ? "\n" : "\n" + settings.name() + ", " + laboratory.folder() + "\n";
    }

    private List<PlannedTrial> applicable(List<PlannedTrial> trials) {
        Versions versions = Versions.load();
        lanes(trials)
                .distinct()
                .sorted(Lanes.ORDER)
                .forEach(
                        lane -> versions.lacks(lane.id()).ifPresent(why -> say(lane.id() + " does not apply: " + why)));
        List<PlannedTrial> applicable = trials.stream()
                .filter(trial ->
                        lanes(List.of(trial)).map(Lane::id).map(versions::lacks).allMatch(Optional::isEmpty))
                .toList();
        if (applicable.isEmpty()) {
            throw new IllegalStateException("None of these trials applies with the versions of the engines here.");
        }
        return applicable;
    }

    private static Stream<Lane> lanes(List<PlannedTrial> trials) {
        return trials.stream().flatMap(trial -> trial.cells().stream()).map(cell -> cell.lane());
    }

    private int exit(List<JudgedSubject> judged, boolean broken) {
        List<JudgedSubject> failed =
                judged.stream().filter(trial -> trial.judgement().fails()).toList();
        failed.forEach(
                trial -> say(trial.cell() + " " + trial.judgement().text() + "; everything in " + trial.folder()));
        if (failed.stream().anyMatch(trial -> trial.verdict() == Verdict.INVALID)) {
            return VerdictExit.of(Verdict.INVALID);
        }
        return VerdictExit.of(broken || !failed.isEmpty() ? Verdict.UNKNOWN : Verdict.VALID);
    }

    /** Flushed, so that it does not come after what the laboratory prints next. */
    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
