package io.twinstream.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How a command says that it cannot run: one sentence on stderr, no stack trace, exit code 2. */
final class Complaint {

    private static final Logger LOG = LoggerFactory.getLogger(Complaint.class);

    private Complaint() {}

    static int arguments(ParameterException wrong, String... arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr()
                .println(sentence(wrong) + " See " + command.getCommandSpec().qualifiedName() + " --help.");
        return Main.CANNOT_RUN;
    }

    static int execution(Exception failure, CommandLine command, ParseResult parsed) {
        LOG.debug("{} failed", command.getCommandName(), failure);
        command.getErr().println(sentence(failure));
        return Main.CANNOT_RUN;
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line =
                message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
        return line.endsWith(".") ? line : line + ".";
    }
}
