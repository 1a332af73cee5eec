package io.twinstream.claims;

import static io.twinstream.experiment.Fault.COORDINATOR_KILL;
import static io.twinstream.lab.fault.HeldPartition.partitionHeldBack;
import static io.twinstream.lab.fault.Moment.once;
import static io.twinstream.lab.fault.Moments.rowsUncovered;
import static io.twinstream.lab.fault.Moments.rowsVisible;
import static io.twinstream.lab.fault.OnLane.coordinatorsAreKilled;
import static io.twinstream.lab.fault.OnLane.coordinatorsAreKilledBetweenCommits;
import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.Spark.spark;
import static io.twinstream.lab.lane.SparkRealtime.sparkRealtime;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lab.workload.Ticks.ticks;
import static io.twinstream.lane.SinkMode.APPEND;
import static io.twinstream.lane.SinkMode.LEDGER;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A killed job manager or driver. The lane goes on from its own latest progress. */
@ExperimentTest
class CoordinatorKillIT {

    @Tag("container")
    @Test
    void a_killed_job_manager_costs_no_row_and_doubles_some_of_the_control(Experiment experiment) throws Exception {
        Deployment control = flink(APPEND).committingEvery(ofSeconds(10));
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(LEDGER), flink(TRANSACTIONAL), control)
                .fedWith(ticks().perSecond(400).untilRecovered())
                .when(coordinatorsAreKilled(), once(rowsUncovered(control.name(), 1_000)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome)
                .felt(COORDINATOR_KILL)
                .everySubjectKeptItsContractBut(flink(TRANSACTIONAL))
                .damaged(control);
    }

    @Test
    void a_killed_driver_costs_no_row_and_doubles_some_of_the_control(Experiment experiment) throws Exception {
        Deployment control = spark(APPEND).committingEvery(ofSeconds(10));
        Outcome outcome = experiment
                .given(spark(UPSERT), spark(TRANSACTIONAL), control)
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(coordinatorsAreKilled(), once(partitionHeldBack(control.name(), 1_000)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).felt(COORDINATOR_KILL).everySubjectKeptItsContract().damaged(control);
    }

    /** R2, refuted: foreachBatch alone doubles the batch; a key or a ledger absorbs it. */
    @Test
    void r2_foreach_batch_is_exactly_once_only_with_a_key_or_a_ledger(Experiment experiment) throws Exception {
        // Long enough for a driver to be found between two batches.
        Deployment control = spark(APPEND).committingEvery(ofSeconds(5));
        Deployment upsert = spark(UPSERT).committingEvery(ofSeconds(5));
        Deployment transactional = spark(TRANSACTIONAL).committingEvery(ofSeconds(5));
        Deployment ledger = spark(LEDGER).committingEvery(ofSeconds(5));
        Outcome outcome = experiment
                .given(upsert, ledger, transactional, control)
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(coordinatorsAreKilledBetweenCommits(), once(rowsVisible(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome)
                .felt(COORDINATOR_KILL)
                .everySubjectKeptItsContract()
                .damaged(control)
                .absorbedAReplay(upsert)
                .absorbedAReplay(ledger);
    }

    @Test
    void a_killed_driver_in_real_time_mode_costs_no_row_and_doubles_some_of_the_control(Experiment experiment)
            throws Exception {
        Deployment control = sparkRealtime(APPEND);
        Outcome outcome = experiment
                .given(sparkRealtime(UPSERT), sparkRealtime(LEDGER), control)
                .fedWith(ticks().perSecond(400).untilRecovered())
                .when(coordinatorsAreKilled(), once(rowsUncovered(control.name(), 1_000)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).felt(COORDINATOR_KILL).everySubjectKeptItsContract().damaged(control);
    }
}
