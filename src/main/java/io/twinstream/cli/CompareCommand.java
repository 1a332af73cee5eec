package io.twinstream.cli;

import static io.twinstream.lab.workload.Ticks.ticks;

import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Settings;
import io.twinstream.feed.CoinbaseClient;
import io.twinstream.feed.CoinbaseSettings;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.series.Comparison;
import io.twinstream.lab.server.CoinbaseStub;
import io.twinstream.lab.workload.CoinbasePolls;
import io.twinstream.lab.workload.Workload;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import io.twinstream.report.text.ConsoleTable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the lanes one after another at the original's pace and at 500 ticks a second. */
@Command(
        name = "compare",
        description = "Runs the lanes one after another, each alone, under two loads: latency beside cost.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = SeriesRun.EXIT_CODES,
        exitCodeList = {"0:every lane kept its contract", "1:one did not", "2:cannot run", "3:a trial says nothing"})
final class CompareCommand implements Callable<Integer> {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec command;

    @Option(names = "--lanes", paramLabel = "LANE", split = ",", description = "Default: flink,flink-sql,spark,floor.")
    private List<Lane> lanes = List.of(Lane.FLINK, Lane.FLINK_SQL, Lane.SPARK, Lane.FLOOR);

    @Option(
            names = "--feed",
            paramLabel = "TIME",
            description = "How long each trial is fed, from 1s. Default: a minute.")
    private Duration feed = Duration.ofMinutes(1);

    @Option(
            names = "--commit",
            paramLabel = "TIME",
            description = "The commit interval: checkpoint, trigger, offset commit. Default: those of the settings.")
    private Duration commit;

    @Option(
            names = "--settings",
            paramLabel = "NAME",
            description = "How the engines are set up. " + "Default: tuned, or those of the run that is resumed.")
    private Settings settings;

    @Mixin
    private SeriesOptions options;

    @Override
    public Integer call() throws Exception {
        if (feed.toSeconds() < 1) {
            throw new ParameterException(command.commandLine(), "--feed must be 1s or more.");
        }
        Settings with = options.settings(settings);
        List<Deployment> deployed =
                lanes.stream().distinct().map(lane -> deployed(lane, with)).toList();
        try (CoinbaseStub coinbase = CoinbaseStub.start(1)) {
            CoinbaseClient client = new CoinbaseClient(CoinbaseSettings.of(URI.create(coinbase.url())));
            List<Workload> workloads = List.of(
                    new CoinbasePolls(client::poll, Duration.ofSeconds(1), feed),
                    ticks().perSecond(500).lasting(feed));
            Comparison comparison = new Comparison(deployed, workloads, options.spare(), DEADLINE);
            return new SeriesRun(command.commandLine().getOut(), options.budget())
                    .run(
                            comparison.trials(with),
                            options.laboratories(List.of(with)),
                            judged -> table(comparison.table(judged), comparison.fairness(judged, with)));
        }
    }

    private Deployment deployed(Lane lane, Settings set) {
        SinkMode sink = Lanes.of(lane).sinks().contains(SinkMode.UPSERT) ? SinkMode.UPSERT : SinkMode.APPEND;
        Deployment deployed = Deployment.of(new Subject(lane, sink), set);
        return commit == null ? deployed : deployed.committingEvery(commit);
    }

    private String table(List<ConsoleTable.Line> lines, List<String> fairness) {
        return ConsoleTable.of(lines)
                + """

                Two trials of %d s a line, latencies of both together: directions, not results. Latency is from the time a tick was
                due to the commit of its row, without the first 5 s. CPU is the mean of a trial's feed. What the lanes were given:
                """.formatted(feed.toSeconds())
                + fairness.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
