package io.twinstream.cli;

import io.twinstream.archive.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what is worth committing of a run: all but its logs, judged again, and its histories packed. */
@Command(
        name = "publish",
        description =
                "Judges every trial of a run again, but those it has from a published one, and writes what they say to a folder.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run.")
    private Path run;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "A folder that is not there yet.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        RunFolder published = RunFolder.open(run).publish(folder, out::println);
        out.printf("Published %d verdicts to %s.%n", published.judged().size(), folder);
        out.flush();
        return 0;
    }
}
