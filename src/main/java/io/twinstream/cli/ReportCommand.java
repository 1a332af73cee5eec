package io.twinstream.cli;

import io.twinstream.report.page.RunPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the page of a run again. */
@Command(
        name = "report",
        description = "Writes the page of a run, report.html in its folder, which needs no network and no script.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    private Path run;

    @Override
    public Integer call() throws IOException {
        command.commandLine().getOut().println(RunPage.write(run));
        command.commandLine().getOut().flush();
        return 0;
    }
}
