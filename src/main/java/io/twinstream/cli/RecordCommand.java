package io.twinstream.cli;

import io.twinstream.feed.FeedTotals;
import io.twinstream.feed.Recording;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what it polls to a file that {@code feed --replay} plays. */
@Command(
        name = "record",
        description = "Polls prices from Coinbase into a file that feed --replay plays, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RecordCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "A new file: one tick a line, each with the time of its poll.")
    private Path file;

    @Mixin
    private PollOptions polls;

    @Override
    public Integer call() throws InterruptedException {
        polls.check();
        try (Interruptible interruptible = new Interruptible();
                Recording recording = Recording.create(file)) {
            FeedTotals totals = interruptible.run(polls.feed(recording));
            command.commandLine().getOut().printf("Recorded %d of %d ticks in %s.%n", totals.sent(), totals.of(), file);
            return totals.sent() == 0 ? Main.CANNOT_RUN : 0;
        }
    }
}
