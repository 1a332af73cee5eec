package io.twinstream.cli;

import io.twinstream.archive.Rejudged;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.TrialFolder;
import io.twinstream.archive.TrialResult;
import io.twinstream.checker.Verdict;
import io.twinstream.report.text.TrialReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Judges a stored trial again, or all of a run beside what was stored of them. Exit code of a trial 0: valid or halted as
 * allowed, 1: invalid, known or not, 2: cannot run, 3: unknown; of a run 0: the same came out, 1: it did not.
 */
@Command(
        name = "judge",
        description =
                "Judges a stored trial again, by its history alone; or every trial of a run that has its history, and"
                        + " reports whether the same comes out.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every subject of the trial kept its contract; of a run: what was stored comes out again",
            "1:one did not, whether that is known or not; of a run: something else comes out",
            "2:cannot run",
            "3:the trial failed"
        })
final class JudgeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FOLDER", description = "The folder of a trial, with its history.jsonl.gz, or of a run.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        RunFolder run = new RunFolder(folder);
        return run.manifest().isPresent() ? judge(run) : judge(new TrialFolder(folder));
    }

    private int judge(TrialFolder trial) throws IOException {
        TrialResult result = trial.judged();
        command.commandLine().getOut().print(TrialReport.of(result));
        command.commandLine().getOut().flush();
        if (result.has(Verdict.INVALID)) {
            return VerdictExit.of(Verdict.INVALID);
        }
        return VerdictExit.of(result.has(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.VALID);
    }

    private int judge(RunFolder run) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        List<Rejudged> judged = new ArrayList<>();
        run.judgeAgain(trial -> {
            judged.add(trial);
            out.println(line(trial));
            out.flush();
        });
        long without = judged.stream().filter(trial -> trial.result().isEmpty()).count();
        long other =
                judged.stream().filter(trial -> !trial.differences().isEmpty()).count();
        out.printf(
                "Judged again: %d, %s; without a history: %d.%n",
                judged.size() - without, other == 0 ? "all the same" : other + " of them not the same", without);
        out.flush();
        return other == 0 ? 0 : 1;
    }

    private static String line(Rejudged trial) {
        if (trial.result().isEmpty()) {
            return trial.name() + ": no history";
        }
        return trial.name() + ": "
                + (trial.differences().isEmpty()
                        ? "the same"
                        : "NOT THE SAME: " + String.join("; ", trial.differences()));
    }
}
