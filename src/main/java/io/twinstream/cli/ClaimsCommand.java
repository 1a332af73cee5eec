package io.twinstream.cli;

import io.twinstream.report.ClaimTable;
import io.twinstream.results.Claim;
import io.twinstream.results.Claims;
import io.twinstream.results.RunTables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the original comparison claimed and what became of each claim. */
@Command(
        name = "claims",
        description = "Lists what the original comparison claimed, and what became of each claim.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ClaimsCommand implements Callable<Integer> {

    private static final String PUBLISHED = "results/published";

    @Spec
    private CommandSpec command;

    @Option(names = "--markdown", description = "The claims that somebody looked at, as the table in README.")
    private boolean markdown;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "The folder of a run, whose trials decide the claims that have bounds (default: " + PUBLISHED
                    + " if this is typed where there is one).")
    private Path run;

    @Override
    public Integer call() throws IOException {
        List<Claim> claims = run == null && Files.notExists(Path.of(PUBLISHED))
                ? Claims.all()
                : Claims.judgedBy(RunTables.read(run == null ? Path.of(PUBLISHED) : run));
        PrintWriter out = command.commandLine().getOut();
        out.print(markdown ? ClaimTable.markdown(claims) : ClaimTable.of(claims));
        out.flush();
        return 0;
    }
}
