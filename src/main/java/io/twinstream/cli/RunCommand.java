package io.twinstream.cli;

import io.twinstream.experiment.Settings;
import io.twinstream.lab.series.Matrix;
import io.twinstream.lab.series.MatrixTrial;
import io.twinstream.lab.series.PlannedTrial;
import io.twinstream.lab.series.StandingCell;
import io.twinstream.lab.server.Checkout;
import io.twinstream.lab.server.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs trials of some cells. */
@Command(
        name = "run",
        description = "Runs trials of some cells on servers that it starts: lane x sink mode x fault.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = SeriesRun.EXIT_CODES,
        exitCodeList = {"0:every subject kept its contract", "1:one did not", "2:cannot run", "3:a trial says nothing"})
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "CELL",
            arity = "1..*",
            split = ",",
            description = "For example flink/upsert/WORKER_KILL; spark/upsert/NONE@50 at 50 ticks a second, "
                    + "flink/append+upsert/WORKER_KILL two sinks together.")
    private List<String> cells;

    @Option(
            names = "--trials",
            paramLabel = "N",
            converter = CountText.class,
            description = "How often, all cells in turn. Default: ${DEFAULT-VALUE}.")
    private Integer trials = 1;

    @Option(
            names = "--load",
            paramLabel = "N",
            converter = CountText.class,
            description =
                    "Ticks a second for the cells that are written without @. Cells with a fault take the usual load only.")
    private Integer load;

    @Option(
            names = "--settings",
            paramLabel = "NAME",
            description = "How the engines are set up: tuned, original or others of docs/cells.md. "
                    + "Default: tuned, or those of the run that is resumed.")
    private Settings settings;

    @Option(
            names = "--keep-up",
            description =
                    "Judges nothing: keeps the cell running for a person to look at. Enter strikes, Ctrl-C ends it.")
    private boolean keepUp;

    @Mixin
    private SeriesOptions options;

    @Override
    public Integer call() throws Exception {
        List<MatrixTrial> chosen =
                cells.stream().map(this::withLoad).map(MatrixTrial::of).toList();
        Settings with = options.settings(settings);
        if (keepUp) {
            return stand(chosen, with);
        }
        List<PlannedTrial> planned = Matrix.repeated(chosen, trials).stream()
                .map(trial -> trial.planned(with, options.spare()))
                .toList();
        return new SeriesRun(command.commandLine().getOut(), options.budget())
                .run(planned, options.laboratories(List.of(with)));
    }

    private String withLoad(String cell) {
        return load == null || cell.contains("@") ? cell : cell + "@" + load;
    }

    private int stand(List<MatrixTrial> chosen, Settings with) throws Exception {
        if (chosen.size() != 1 || chosen.get(0).cells().size() != 1) {
            throw new ParameterException(command.commandLine(), "--keep-up takes one cell, like flink/UPSERT/NONE.");
        }
        Path logs = Checkout.folder().resolve(Path.of("target", "environment", "logs"));
        Environment environment = Environment.open(logs, with);
        Runtime.getRuntime().addShutdownHook(new Thread(environment::close, "closer"));
        new StandingCell(environment, chosen.get(0), options.spare()).stand();
        return 0;
    }
}
