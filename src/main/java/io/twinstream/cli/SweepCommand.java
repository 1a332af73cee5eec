package io.twinstream.cli;

import io.twinstream.experiment.Settings;
import io.twinstream.lab.series.Matrix;
import io.twinstream.lab.series.MatrixTrial;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs trials of some cells with one settings after another. */
@Command(
        name = "sweep",
        description =
                "Runs trials of some cells with several settings in turn, each settings in a run folder of its own.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = SeriesRun.EXIT_CODES,
        exitCodeList = {"0:every subject kept its contract", "1:one did not", "2:cannot run", "3:a trial says nothing"})
final class SweepCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "CELL", arity = "1..*", split = ",", description = "For example flink/upsert/WORKER_KILL.")
    private List<String> cells;

    @Option(
            names = "--settings",
            paramLabel = "NAME",
            split = ",",
            required = true,
            description =
                    "How the engines are set up, one after another: tuned,default-restarts and others of docs/cells.md.")
    private List<Settings> settings;

    @Option(
            names = "--trials",
            paramLabel = "N",
            converter = CountText.class,
            description = "How often, all settings in turn. Default: ${DEFAULT-VALUE}.")
    private Integer trials = 1;

    @Mixin
    private SeriesOptions options;

    @Override
    public Integer call() throws Exception {
        List<MatrixTrial> chosen = cells.stream().map(MatrixTrial::of).toList();
        List<Settings> swept = options.settings(settings);
        return new SeriesRun(command.commandLine().getOut(), options.budget())
                .run(Matrix.swept(chosen, swept, options.spare(), trials), options.laboratories(swept));
    }
}
