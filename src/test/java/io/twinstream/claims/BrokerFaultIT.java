package io.twinstream.claims;

import static io.twinstream.experiment.Fault.BROKER_KILL;
import static io.twinstream.experiment.Fault.BROKER_PAUSE;
import static io.twinstream.experiment.Fault.NETWORK;
import static io.twinstream.lab.fault.Moment.once;
import static io.twinstream.lab.fault.Moments.rowsVisible;
import static io.twinstream.lab.fault.OnBroker.broker;
import static io.twinstream.lab.fault.OnNetwork.wayToBroker;
import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.Floor.floor;
import static io.twinstream.lab.lane.Spark.spark;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lab.workload.Ticks.ticks;
import static io.twinstream.lane.SinkMode.LEDGER;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A broker that goes away and comes back. */
@ExperimentTest
class BrokerFaultIT {

    @Tag("container")
    @Test
    void a_killed_broker_costs_no_row_and_doubles_none(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(LEDGER), flink(TRANSACTIONAL), spark(UPSERT), spark(TRANSACTIONAL), floor())
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(broker().isKilled(), once(rowsVisible(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).felt(BROKER_KILL, ofSeconds(2)).everySubjectKeptItsContract();
    }

    @Test
    void a_paused_broker_costs_no_row_and_doubles_none(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(TRANSACTIONAL), spark(UPSERT), floor())
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(broker().isPausedFor(ofSeconds(8)), once(rowsVisible(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).felt(BROKER_PAUSE, ofSeconds(8)).everySubjectKeptItsContract();
    }

    @Tag("container")
    @Test
    void connections_to_the_broker_that_are_reset_cost_no_row_and_double_none(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), floor())
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(wayToBroker().resetsPeersFor(ofSeconds(5)), once(rowsVisible(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).felt(NETWORK).everySubjectKeptItsContract();
    }
}
