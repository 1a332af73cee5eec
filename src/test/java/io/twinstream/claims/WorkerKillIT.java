package io.twinstream.claims;

import static io.twinstream.experiment.Fault.WORKER_KILL;
import static io.twinstream.lab.fault.Moment.once;
import static io.twinstream.lab.fault.Moments.rowsUncovered;
import static io.twinstream.lab.fault.OnLane.everyWorkerIsKilled;
import static io.twinstream.lab.fault.OnLane.workersAreKilled;
import static io.twinstream.lab.fault.UnansweredCommits.commitsUnanswered;
import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.Spark.spark;
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

/** A killed task manager or executor. */
@ExperimentTest
class WorkerKillIT {

    private static final Deployment CONTROL = flink(APPEND).committingEvery(ofSeconds(10));

    @Tag("smoke")
    @Test
    void a_killed_task_manager_costs_no_row_and_doubles_some_of_the_control(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(LEDGER), flink(TRANSACTIONAL), CONTROL)
                .withSpare()
                .fedWith(ticks().perSecond(400).untilRecovered())
                .when(workersAreKilled(), once(rowsUncovered(CONTROL.name(), 1_000)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome)
                .felt(WORKER_KILL)
                .everySubjectKeptItsContractBut(flink(TRANSACTIONAL))
                .damaged(CONTROL)
                .duplicatedNoMoreThanWasUncovered(CONTROL);
    }

    /** Killed between the sink's commit and its answer: Spark does those tasks again. */
    @Tag("smoke")
    @Test
    void a_killed_executor_costs_no_row_and_doubles_some_of_the_control(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(spark(UPSERT), spark(LEDGER), spark(TRANSACTIONAL), spark(APPEND))
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(everyWorkerIsKilled(), once(commitsUnanswered(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome)
                .felt(WORKER_KILL)
                .everySubjectKeptItsContract()
                .damaged(spark(APPEND))
                .absorbedAReplay(spark(UPSERT))
                .absorbedAReplay(spark(LEDGER));
    }
}
