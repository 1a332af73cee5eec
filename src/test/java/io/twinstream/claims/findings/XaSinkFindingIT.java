package io.twinstream.claims.findings;

import static io.twinstream.lab.fault.Moments.rowsVisible;
import static io.twinstream.lab.fault.OnLane.aCheckpointIsRefused;
import static io.twinstream.lab.fault.OnLane.everyWorkerIsKilled;
import static io.twinstream.lab.fault.OnNetwork.wayToDatabase;
import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lab.workload.Ticks.ticks;
import static io.twinstream.lane.SinkMode.LEDGER;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.joining;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Verdict;
import io.twinstream.claims.XaSinkIT;
import io.twinstream.lab.fault.Disruption;
import io.twinstream.lab.fault.Moment;
import io.twinstream.lab.fault.PreparedWindow;
import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code ./mvnw verify -Pfinding}: the trials of {@link XaSinkIT} again and again, beside kills at random times, as a
 * table. The longer a checkpoint takes, the likelier such a kill falls into it: so some have the database far away.
 * {@code -Dtrials=3} does three of each instead of ten, {@code -Dkinds=random} only those whose name has this in it.
 */
@ExperimentTest
@Tag("finding")
class XaSinkFindingIT {

    private static final List<Kind> KINDS = List.of(
            new Kind("killed while prepared", everyWorkerIsKilled(), PreparedWindow::transactionPrepared),
            new Kind("checkpoint not stored", aCheckpointIsRefused(), () -> rowsVisible(1_000)),
            new Kind("killed at a random time", everyWorkerIsKilled(), () -> rowsVisible(1_000)),
            new Kind("random, 20 ms away", everyWorkerIsKilled(), () -> away(20)),
            new Kind("random, 100 ms away", everyWorkerIsKilled(), () -> away(100)));

    private record Kind(String text, Disruption disruption, Supplier<Moment> moment) {}

    /** What the XA sink did in one trial, and how long its checkpoints took. */
    private record Hit(DeliveryVerdict delivery, long checkpointMillis) {

        boolean halted() {
            return delivery.delivered() == Delivered.STUCK;
        }

        boolean hurt() {
            return halted() || delivery.surplus() > 0;
        }
    }

    private static Moment away(int millis) {
        return wayToDatabase().isLateBy(ofMillis(millis), rowsVisible(1_000));
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_the_xa_sink_does_when_it_is_hit_again_and_again(Laboratory laboratory) throws Exception {
        int trials = Integer.getInteger("trials", 10);
        String chosen = System.getProperty("kinds", "");
        List<String> lines = new ArrayList<>();
        for (Kind kind : KINDS) {
            if (kind.text().contains(chosen)) {
                List<Hit> hits = new ArrayList<>();
                for (int i = 1; i <= trials; i++) {
                    hits.add(trial(laboratory, kind, i + " of " + trials));
                }
                lines.add(line(kind.text(), hits));
            }
        }
        System.out.printf(
                "%n%-24s %6s %6s %6s %8s %13s  %s%n%s%n%n400 ticks/s for 20 s, checkpoint interval 1 s; everything in %s%n",
                "flink/TRANSACTIONAL",
                "trials",
                "hurt",
                "halted",
                "orphans",
                "checkpoint ms",
                "rows doubled",
                String.join("\n", lines),
                laboratory.folder());
    }

    private static Hit trial(Laboratory laboratory, Kind kind, String number) throws Exception {
        Outcome outcome = laboratory
                .experiment(kind.text() + ", " + number)
                .given(flink(UPSERT), flink(LEDGER), flink(TRANSACTIONAL))
                .fedWith(ticks().perSecond(400).lasting(ofSeconds(20)))
                .when(kind.disruption(), kind.moment().get())
                .drained(within(ofSeconds(30)));
        assertThat(outcome).judged(flink(UPSERT), Verdict.VALID).judged(flink(LEDGER), Verdict.VALID);
        return new Hit(
                outcome.of(flink(TRANSACTIONAL)).delivery(),
                laboratory
                        .with(Part.FLINK)
                        .flink()
                        .medianCheckpoint(outcome.schema(flink(TRANSACTIONAL)))
                        .toMillis());
    }

    private static String line(String kind, List<Hit> hits) {
        return "%-24s %6d %6d %6d %8d %13s  %s"
                .formatted(
                        kind,
                        hits.size(),
                        hits.stream().filter(Hit::hurt).count(),
                        hits.stream().filter(Hit::halted).count(),
                        hits.stream().mapToLong(hit -> hit.delivery().orphans()).sum(),
                        range(hits),
                        hits.stream()
                                .map(hit -> String.valueOf(hit.delivery().surplus()))
                                .collect(joining(", ")));
    }

    /** The least and the most of the trials' medians. */
    private static String range(List<Hit> hits) {
        LongSummaryStatistics millis =
                hits.stream().mapToLong(Hit::checkpointMillis).summaryStatistics();
        return millis.getMin() + " to " + millis.getMax();
    }
}
