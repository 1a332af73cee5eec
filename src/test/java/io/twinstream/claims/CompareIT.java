package io.twinstream.claims;

import static io.twinstream.lab.workload.Ticks.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.checker.Verdict;
import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Lanes;
import io.twinstream.feed.CoinbaseClient;
import io.twinstream.feed.CoinbaseSettings;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.series.Comparison;
import io.twinstream.lab.server.CoinbaseStub;
import io.twinstream.lab.trial.ExperimentTest;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.workload.CoinbasePolls;
import io.twinstream.lab.workload.Workload;
import io.twinstream.lane.SinkMode;
import io.twinstream.report.text.ConsoleTable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code ./mvnw verify -Pcompare}: every lane at the original's pace and at 500 ticks a second, a minute each. {@code
 * -Dlanes=flink,spark} takes some, {@code -Dfeed.seconds=20} feeds for less, {@code -Dcommit.seconds=15} sets the commit interval.
 */
@ExperimentTest
@Tag("compare")
class CompareIT {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String ALL = "flink,flink-sql,spark,floor";

    @Test
    @Timeout(value = 120, unit = java.util.concurrent.TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void lanes_one_after_another(Laboratory laboratory) throws Exception {
        Duration lasting = Duration.ofSeconds(Integer.getInteger("feed.seconds", 60));
        Duration commit = Duration.ofSeconds(Integer.getInteger("commit.seconds", 1));
        List<Deployment> lanes = Stream.of(System.getProperty("lanes", ALL).split(",", -1))
                .map(id -> subject(Lanes.named(id), commit))
                .toList();
        try (CoinbaseStub coinbase = CoinbaseStub.start(1)) {
            CoinbaseClient client = new CoinbaseClient(CoinbaseSettings.of(URI.create(coinbase.url())));
            List<Workload> workloads = List.of(
                    new CoinbasePolls(client::poll, Duration.ofSeconds(1), lasting),
                    ticks().perSecond(500).lasting(lasting));

            List<ConsoleTable.Line> lines = new Comparison(laboratory, lanes, workloads, DEADLINE).run();

            print(lines, lasting, commit, laboratory);
            assertThat(lines).extracting(ConsoleTable.Line::verdict).containsOnly(Verdict.VALID);
        }
    }

    private static Deployment subject(LaneDescriptor lane, Duration commit) {
        SinkMode sink = lane.sinks().contains(SinkMode.UPSERT) ? SinkMode.UPSERT : SinkMode.APPEND;
        return Deployment.of(lane.lane(), sink).committingEvery(commit);
    }

    private static void print(List<ConsoleTable.Line> lines, Duration lasting, Duration commit, Laboratory laboratory) {
        System.out.printf("%n%s%n", ConsoleTable.of(lines));
        System.out.printf("""
                Two trials of %d s a line, latencies of both together: directions, not results. Latency is from the time a tick was
                due to the commit of its row, without the first 5 s. Commit interval %d s (checkpoint, trigger, offset commit),
                parallelism 3. CPU is the mean of a trial's feed, memory the peak of: job manager and two task managers, warm
                from earlier trials (flink, flink-sql); master, worker, a new driver and executor (spark); a new process (floor).
                Everything in %s
                """, lasting.toSeconds(), commit.toSeconds(), laboratory.folder());
    }
}
