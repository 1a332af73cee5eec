package io.twinstream.claims;

import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.FlinkSql.flinkSql;
import static io.twinstream.lab.lane.Floor.floor;
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
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Outcome;
import org.junit.jupiter.api.Test;

/** P4, P6, R9: without a fault every lane ends with every tick, once. */
@ExperimentTest
class SameStreamIT {

    @Test
    void p4_p6_r9_every_lane_ends_with_every_tick_exactly_once(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(APPEND), flinkSql(), spark(UPSERT), spark(APPEND), floor())
                .fedWith(ticks().perSecond(300).lasting(ofSeconds(20)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).everySubjectKeptItsContract().everySubjectHasARowForEveryTick();
    }

    @Test
    void transactions_ledgers_and_real_time_mode_end_with_every_tick_exactly_once(Experiment experiment)
            throws Exception {
        Outcome outcome = experiment
                .given(
                        flink(TRANSACTIONAL),
                        flink(LEDGER),
                        spark(TRANSACTIONAL),
                        spark(LEDGER),
                        sparkRealtime(UPSERT),
                        sparkRealtime(APPEND),
                        sparkRealtime(LEDGER))
                .fedWith(ticks().perSecond(300).lasting(ofSeconds(20)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).everySubjectKeptItsContract().everySubjectHasARowForEveryTick();
    }
}
