package io.twinstream.cli;

import io.twinstream.feed.Feed;
import io.twinstream.feed.FeedTotals;
import io.twinstream.feed.KafkaTickOutput;
import io.twinstream.feed.PriceTopic;
import io.twinstream.feed.RecordedTick;
import io.twinstream.feed.Recording;
import io.twinstream.feed.ReplayFeed;
import io.twinstream.kafka.KafkaCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends prices to Kafka, from Coinbase or from a recording, until it is stopped. */
@Command(
        name = "feed",
        description = "Sends prices to a Kafka topic, polled from Coinbase or replayed from a recording, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class FeedCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Where to; created if it is missing (default: ${DEFAULT-VALUE}).",
            defaultValue = PriceTopic.NAME)
    private String topic;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Play this recording once, at its own pace, instead of asking Coinbase.")
    private Path replay;

    @Mixin
    private PollOptions polls;

    @Override
    public Integer call() throws InterruptedException {
        polls.check();
        List<RecordedTick> recorded = replay == null ? List.of() : Recording.read(replay);
        KafkaCluster cluster = kafka.cluster();
        PriceTopic.ensure(cluster, topic);
        try (Interruptible interruptible = new Interruptible();
                KafkaTickOutput output = new KafkaTickOutput(cluster, topic)) {
            Feed feed = replay == null ? polls.feed(output) : new ReplayFeed(recorded, output);
            FeedTotals totals = interruptible.run(feed);
            command.commandLine().getOut().printf("Sent %d of %d ticks to %s.%n", totals.sent(), totals.of(), topic);
            return totals.sent() == 0 ? Main.CANNOT_RUN : 0;
        }
    }
}
