package io.twinstream.claims;

import static io.twinstream.experiment.Fault.DATABASE_DISCONNECT;
import static io.twinstream.experiment.Fault.DATABASE_KILL;
import static io.twinstream.experiment.Fault.DATABASE_LOCK;
import static io.twinstream.experiment.Fault.DATABASE_PAUSE;
import static io.twinstream.experiment.Fault.DATABASE_RESTART;
import static io.twinstream.experiment.Fault.NETWORK;
import static io.twinstream.experiment.Fault.SINK_FULL;
import static io.twinstream.lab.fault.Moment.once;
import static io.twinstream.lab.fault.Moments.rowsVisible;
import static io.twinstream.lab.fault.OnDatabase.database;
import static io.twinstream.lab.fault.OnNetwork.wayToDatabase;
import static io.twinstream.lab.fault.UnansweredCommits.commitsUnanswered;
import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.Floor.floor;
import static io.twinstream.lab.lane.Spark.spark;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lab.workload.Ticks.ticks;
import static io.twinstream.lane.SinkMode.APPEND;
import static io.twinstream.lane.SinkMode.LEDGER;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.twinstream.experiment.Fault;
import io.twinstream.lab.fault.Disruption;
import io.twinstream.lab.fault.Moment;
import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A database that goes away and comes back, or cannot be reached: where that ends connections, in the moment in which
 * every lane has committed rows and does not know it.
 */
@ExperimentTest
class DatabaseFaultIT {

    @Test
    void a_killed_database_costs_no_row_and_doubles_some_of_the_control(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(
                        flink(UPSERT),
                        flink(LEDGER),
                        flink(APPEND),
                        spark(UPSERT),
                        spark(LEDGER),
                        spark(TRANSACTIONAL),
                        floor())
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(database().isKilled(), once(commitsUnanswered(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome)
                .felt(DATABASE_KILL, ofSeconds(2))
                .everySubjectKeptItsContract()
                .damaged(flink(APPEND))
                .absorbedAReplay(flink(UPSERT))
                .absorbedAReplay(flink(LEDGER))
                .absorbedAReplay(spark(UPSERT))
                .absorbedAReplay(spark(LEDGER))
                .absorbedAReplay(floor());
    }

    /** Longer than the lanes wait for an answer: what they had sent may have been committed, and they send it again. */
    @Tag("container")
    @Test
    void a_database_paused_for_longer_than_the_socket_timeout_costs_no_row_and_doubles_none(Experiment experiment)
            throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(LEDGER), spark(UPSERT), floor())
                .withSocketTimeout(ofSeconds(3))
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(database().isPausedFor(ofSeconds(8)), once(commitsUnanswered(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome)
                .felt(DATABASE_PAUSE, ofSeconds(8))
                .everySubjectKeptItsContract()
                .absorbedAReplay(flink(UPSERT))
                .absorbedAReplay(flink(LEDGER))
                .absorbedAReplay(spark(UPSERT))
                .absorbedAReplay(floor());
    }

    @Test
    void ended_sessions_cost_no_row_and_double_none(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(LEDGER), spark(TRANSACTIONAL), floor())
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(database().endsTheSessions(), once(commitsUnanswered(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome)
                .felt(DATABASE_DISCONNECT)
                .everySubjectKeptItsContract()
                .absorbedAReplay(flink(UPSERT))
                .absorbedAReplay(flink(LEDGER))
                .absorbedAReplay(floor());
    }

    @Test
    void a_black_hole_before_the_database_costs_no_row_and_doubles_none(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(LEDGER), spark(UPSERT), floor())
                .withSocketTimeout(ofSeconds(3))
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(wayToDatabase().timesOutFor(ofSeconds(8)), once(commitsUnanswered(500)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome)
                .felt(NETWORK, ofSeconds(8))
                .everySubjectKeptItsContract()
                .absorbedAReplay(flink(UPSERT))
                .absorbedAReplay(flink(LEDGER))
                .absorbedAReplay(spark(UPSERT))
                .absorbedAReplay(floor());
    }

    @Tag("container")
    @Test
    void a_restarted_database_costs_no_row_and_doubles_none(Experiment experiment) throws Exception {
        assertThat(costsNothing(
                        experiment, DATABASE_RESTART, database().isRestarted(), commitsUnanswered(500), ofSeconds(2)))
                .absorbedAReplay(flink(UPSERT))
                .absorbedAReplay(flink(LEDGER))
                .absorbedAReplay(floor());
    }

    @Test
    void a_lock_on_the_table_costs_no_row_and_doubles_none(Experiment experiment) throws Exception {
        costsNothing(experiment, DATABASE_LOCK, database().isLockedFor(ofSeconds(5)), rowsVisible(500), ofSeconds(5));
    }

    @Test
    void a_database_that_takes_no_more_rows_costs_none_and_doubles_none(Experiment experiment) throws Exception {
        costsNothing(experiment, SINK_FULL, database().isReadOnlyFor(ofSeconds(5)), rowsVisible(500), ofSeconds(5));
    }

    /** Without Spark, whose cold starts would take most of the time. */
    private static Outcome costsNothing(
            Experiment experiment, Fault fault, Disruption disruption, Moment moment, Duration held) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(LEDGER), floor())
                .fedWith(ticks().perSecond(200).untilRecovered())
                .when(disruption, once(moment))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).felt(fault, held).everySubjectKeptItsContract();
        return outcome;
    }
}
