package io.twinstream.cli;

import io.twinstream.experiment.Settings;
import io.twinstream.lab.series.Matrix;
import io.twinstream.lab.series.PlannedTrial;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs trials of every cell. */
@Command(
        name = "matrix",
        description = "Runs trials of every cell that applies, the most telling first.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = SeriesRun.EXIT_CODES,
        exitCodeList = {"0:every subject kept its contract", "1:one did not", "2:cannot run", "3:a trial says nothing"})
final class MatrixCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--trials",
            paramLabel = "N",
            converter = CountText.class,
            description = "How often, the whole list in turn. Default: ${DEFAULT-VALUE}.")
    private Integer trials = 1;

    @Option(
            names = "--settings",
            paramLabel = "NAME",
            description = "How the engines are set up; with all but tuned the cells are those of the original. "
                    + "Default: tuned, or those of the run that is resumed.")
    private Settings settings;

    @Mixin
    private SeriesOptions options;

    @Override
    public Integer call() throws Exception {
        Settings with = options.settings(settings);
        List<PlannedTrial> planned = Matrix.repeated(Matrix.inOrder(with), trials).stream()
                .map(trial -> trial.planned(with, options.spare()))
                .toList();
        return new SeriesRun(command.commandLine().getOut(), options.budget())
                .run(planned, options.laboratories(List.of(with)));
    }
}
