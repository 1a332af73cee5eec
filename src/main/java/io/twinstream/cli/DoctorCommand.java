package io.twinstream.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether this machine can run the suite, and what is missing. */
@Command(
        name = "doctor",
        description = "Looks whether this machine can run the trials and the tests, and says what is missing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        Machine machine = Machine.here();
        return tell(
                Doctor.examine(machine),
                machine.wrapper(),
                command.commandLine().getOut());
    }

    /** @param inCheckout whether there is a ./mvnw where this was typed */
    static int tell(List<Check> checks, boolean inCheckout, PrintWriter out) {
        checks.forEach(out::println);
        String missing =
                checks.stream().filter(check -> !check.ok()).map(Check::name).collect(Collectors.joining(", "));
        boolean ready = missing.isEmpty();
        String because = ready ? "would run" : "would not run: " + missing;
        out.println();
        out.println("./mvnw verify             "
                + (inCheckout ? because : "would not run here: this folder is no checkout"));
        out.println("./twinstream run, matrix  " + because);
        out.println("feed, record              would run: they need Coinbase or a recording, and feed a Kafka broker");
        out.flush();
        return ready ? 0 : Main.CANNOT_RUN;
    }
}
