package io.twinstream.cli;

import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lane.Lane;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The jar's entry: {@code java -jar twinstream.jar COMMAND}. */
@Command(
        name = "twinstream",
        description =
                "Prices from Coinbase to Kafka, what two engines made of them in PostgreSQL, and what happens when something breaks.",
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
            ReadmeCommand.class,
            DoctorCommand.class,
            RunCommand.class,
            MatrixCommand.class,
            CompareCommand.class,
            SweepCommand.class,
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
                .registerConverter(Settings.class, parsed(Settings::of))
                .registerConverter(Spare.class, parsed(Spare::of))
                .registerConverter(Lane.class, parsed(id -> Lanes.named(id).lane()))
                .setParameterExceptionHandler(Complaint::arguments)
                .setExecutionExceptionHandler(Complaint::execution)
                .setUsageHelpAutoWidth(true);
    }

    /** What a word says that has a parser of its own, whose message says what is wrong with it. */
    private static <T> ITypeConverter<T> parsed(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
