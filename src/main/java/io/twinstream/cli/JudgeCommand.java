package io.twinstream.cli;

import io.twinstream.archive.TrialFolder;
import io.twinstream.archive.TrialResult;
import io.twinstream.checker.Verdict;
import io.twinstream.report.text.TrialReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Judges a stored trial again. Exit code 0: valid or halted as allowed, 1: invalid, known or not, 2: cannot run, 3:
 * unknown.
 */
@Command(
        name = "judge",
        description = "Judges a stored trial again, by its history alone.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every subject kept its contract",
            "1:one did not, whether that is known or not",
            "2:cannot run",
            "3:the trial failed"
        })
final class JudgeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FOLDER", description = "The trial's folder, with its history.jsonl.gz.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        TrialResult result = new TrialFolder(folder).judged();
        command.commandLine().getOut().print(TrialReport.of(result));
        command.commandLine().getOut().flush();
        if (result.has(Verdict.INVALID)) {
            return VerdictExit.of(Verdict.INVALID);
        }
        return VerdictExit.of(result.has(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.VALID);
    }
}
