package io.twinstream.cli;

import io.twinstream.report.front.FrontPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what the published runs decide of README.md and the documents. */
@Command(
        name = "readme",
        description = "Writes the tables of README.md and docs/claims.md and the picture from the published runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReadmeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CHECKOUT",
            defaultValue = ".",
            description = "The folder that README.md is in. Default: this one.")
    private Path checkout;

    @Override
    public Integer call() throws IOException {
        for (Map.Entry<Path, String> document : FrontPage.of(checkout).entrySet()) {
            Files.writeString(checkout.resolve(document.getKey()), document.getValue());
            command.commandLine().getOut().println("Wrote " + document.getKey() + ".");
        }
        return 0;
    }
}
