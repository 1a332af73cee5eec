package io.twinstream.cli;

import io.twinstream.claim.Literature;
import io.twinstream.report.paper.PaperIncludes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what the paper includes. */
@Command(
        name = "paper",
        description = "Writes what the paper includes from a run: its numbers and its tables.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PaperCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--literature",
            paramLabel = "FILE",
            defaultValue = "results/literature.json",
            description = "The figures of others. Default: ${DEFAULT-VALUE}.")
    private Path literature;

    @Option(
            names = "--original",
            paramLabel = "RUN",
            defaultValue = "results/published-original",
            description = "The folder of a run with the settings of the original. Default: ${DEFAULT-VALUE}.")
    private Path original;

    @Option(
            names = "--sweep",
            paramLabel = "FOLDER",
            defaultValue = "results/published-sweep",
            description = "A folder of runs, each with other settings. Default: ${DEFAULT-VALUE}.")
    private Path sweep;

    @Option(
            names = "--spare",
            paramLabel = "FOLDER",
            defaultValue = "results/published-spare",
            description = "A folder of two runs, with a spare worker and none. Default: ${DEFAULT-VALUE}.")
    private Path spare;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of the run that the paper is about.")
    private Path run;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where the files go, over those that are there.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        Map<String, String> files = PaperIncludes.of(run, original, sweep, spare, Literature.read(literature));
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        command.commandLine().getOut().println("Wrote " + files.size() + " files to " + folder + ".");
        return 0;
    }
}
