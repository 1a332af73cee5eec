package io.twinstream.claims;

import static io.twinstream.cell.SinkMode.TRANSACTIONAL;
import static io.twinstream.cell.SinkMode.UPSERT;
import static io.twinstream.experiment.Experiment.within;
import static io.twinstream.experiment.OutcomeAssert.assertThat;
import static io.twinstream.experiment.Subject.flink;
import static io.twinstream.fault.Moments.rowsVisible;
import static io.twinstream.fault.OnLane.aCheckpointIsRefused;
import static io.twinstream.fault.OnLane.everyWorkerIsKilled;
import static io.twinstream.workload.Ticks.ticks;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.joining;

import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.ExperimentTest;
import io.twinstream.experiment.Laboratory;
import io.twinstream.experiment.Outcome;
import io.twinstream.fault.Disruption;
import io.twinstream.fault.Moment;
import io.twinstream.fault.PreparedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code ./mvnw verify -Pfinding}: the trials of {@link XaSinkIT} again and again, beside kills at random times, as a table. {@code
 * -Dtrials=3} does three of each instead of ten.
 */
@ExperimentTest
@Tag("finding")
class XaSinkFindingIT {

    private static final List<Kind> KINDS = List.of(
            new Kind("killed while prepared", everyWorkerIsKilled(), PreparedWindow::transactionPrepared),
            new Kind("checkpoint not stored", aCheckpointIsRefused(), () -> rowsVisible(1_000)),
            new Kind("killed at a random time", everyWorkerIsKilled(), () -> rowsVisible(1_000)));

    private record Kind(String text, Disruption disruption, Supplier<Moment> moment) {}

    @Test
    @Timeout(value = 120, unit = java.util.concurrent.TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_the_xa_sink_does_when_it_is_hit_again_and_again(Laboratory laboratory) throws Exception {
        int trials = Integer.getInteger("trials", 10);
        List<String> lines = new ArrayList<>();
        for (Kind kind : KINDS) {
            List<DeliveryVerdict> delivered = new ArrayList<>();
            for (int i = 0; i < trials; i++) {
                Outcome outcome = trial(laboratory, kind);
                assertThat(outcome).judged(flink(UPSERT), Verdict.VALID);
                delivered.add(outcome.of(flink(TRANSACTIONAL)).delivery());
            }
            lines.add(line(kind.text(), delivered));
        }
        System.out.printf(
                "%n%-24s %6s %6s %8s  %s%n%s%n%n400 ticks/s for 20 s, checkpoint interval 1 s; everything in %s%n",
                "flink/TRANSACTIONAL",
                "trials",
                "halted",
                "orphans",
                "rows doubled",
                String.join("\n", lines),
                laboratory.folder());
    }

    private static Outcome trial(Laboratory laboratory, Kind kind) throws Exception {
        return laboratory
                .experiment(kind.text())
                .given(flink(UPSERT), flink(TRANSACTIONAL))
                .fedWith(ticks().perSecond(400).lasting(ofSeconds(20)))
                .when(kind.disruption(), kind.moment().get())
                .drained(within(ofSeconds(30)));
    }

    private static String line(String kind, List<DeliveryVerdict> delivered) {
        return "%-24s %6d %6d %8d  %s"
                .formatted(
                        kind,
                        delivered.size(),
                        delivered.stream()
                                .filter(each -> each.verdict() == Verdict.HALTED)
                                .count(),
                        delivered.stream().mapToLong(DeliveryVerdict::orphans).sum(),
                        delivered.stream()
                                .map(each -> String.valueOf(each.surplus()))
                                .collect(joining(", ")));
    }
}
