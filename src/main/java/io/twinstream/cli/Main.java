package io.twinstream.cli;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The jar's entry: {@code java -jar twinstream.jar COMMAND}. */
@Command(
        name = "twinstream",
        description = "Prices from Coinbase to Kafka, and what two engines made of them in PostgreSQL.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            FeedCommand.class,
            RecordCommand.class,
            AuditCommand.class,
            JudgeCommand.class,
            ClaimsCommand.class,
            DiffCommand.class,
            ReportCommand.class,
            PublishCommand.class,
            PaperCommand.class,
            DoctorCommand.class,
        })
public final class Main {

    /** Exit code of a command that could not do its work. */
    public static final int CANNOT_RUN = 2;

    private Main() {}

    public static void main(String... arguments) {
        System.exit(execute(commandLine(), arguments));
    }

    /** Without memory nothing was found out: the code is not that of a finding. */
    static int execute(CommandLine commands, String... arguments) {
        try {
            return commands.execute(arguments);
        } catch (OutOfMemoryError e) {
            commands.getErr().println("There is not enough memory for that; give it more, as in java -Xmx4g -jar.");
            return CANNOT_RUN;
        }
    }

    /** All commands, ready to be given arguments. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .registerConverter(Duration.class, new DurationText())
                .setParameterExceptionHandler(Complaint::arguments)
                .setExecutionExceptionHandler(Complaint::execution)
                .setUsageHelpAutoWidth(true);
    }
}
