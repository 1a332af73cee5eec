package io.twinstream.cli;

import io.twinstream.archive.RunTables;
import io.twinstream.claim.Claims;
import io.twinstream.claim.Reproduction;
import io.twinstream.claim.RunDiff;
import io.twinstream.report.text.DiffReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Says whether a run shows what a published one showed. Exit code 0: it does, 1: it does not, 2: cannot run, 3: it
 * cannot be said.
 */
@Command(
        name = "diff",
        description =
                "Puts a run beside a published one: what each delivered, the claims that both decide, and their figures.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:what can be said of deliveries and portable claims was reproduced",
            "1:one of them was not",
            "2:cannot run",
            "3:nothing can be said of any"
        })
final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "PUBLISHED", description = "The folder of the run that was published.")
    private Path published;

    @Parameters(index = "1", paramLabel = "RUN", description = "The folder of the run to put beside it.")
    private Path run;

    @Override
    public Integer call() throws IOException {
        RunDiff diff = RunDiff.of(RunTables.read(published), RunTables.read(run), Claims.all());
        command.commandLine().getOut().print(DiffReport.of(diff));
        command.commandLine().getOut().flush();
        return exit(diff.outcome());
    }

    private static int exit(Reproduction outcome) {
        return switch (outcome) {
            case REPRODUCED -> 0;
            case NOT_REPRODUCED -> 1;
            case INCONCLUSIVE -> 3;
        };
    }
}
