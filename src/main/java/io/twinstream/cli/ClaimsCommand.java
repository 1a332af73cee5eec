package io.twinstream.cli;

import io.twinstream.archive.RunConditions;
import io.twinstream.archive.RunTables;
import io.twinstream.claim.Claim;
import io.twinstream.claim.Claims;
import io.twinstream.report.text.ClaimTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the original comparison claimed and what became of each claim. */
@Command(
        name = "claims",
        description = "Lists what the original comparison claimed, and what became of each claim.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ClaimsCommand implements Callable<Integer> {

    private static final List<Path> PUBLISHED =
            List.of(Path.of("results/published"), Path.of("results/published-original"));

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description =
                    "Folders of runs, whose trials decide the claims that have bounds (default: results/published and "
                            + "results/published-original, if this is typed where they are).")
    private List<Path> runs = List.of();

    @Override
    public Integer call() throws IOException {
        List<RunTables> tables = new ArrayList<>();
        for (Path run :
                runs.isEmpty() ? PUBLISHED.stream().filter(Files::exists).toList() : runs) {
            tables.add(RunTables.read(run));
        }
        for (int i = 1; i < tables.size(); i++) {
            RunConditions.warnings(tables.get(0).manifest(), tables.get(i).manifest())
                    .forEach(warning -> command.commandLine().getErr().println("WARNING: " + warning));
        }
        List<Claim> claims = Claims.judgedBy(tables.toArray(RunTables[]::new));
        PrintWriter out = command.commandLine().getOut();
        out.print(ClaimTable.of(claims));
        out.flush();
        return 0;
    }
}
