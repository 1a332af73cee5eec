package io.twinstream.claims;

import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.FlinkSql.flinkSql;
import static io.twinstream.lab.lane.Floor.floor;
import static io.twinstream.lab.lane.Spark.spark;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lab.workload.Ticks.ticks;
import static io.twinstream.lane.SinkMode.APPEND;
import static io.twinstream.lane.SinkMode.LEDGER;
import static io.twinstream.lane.SinkMode.UPSERT;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.twinstream.checker.Verdict;
import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that are not ticks stop neither engine's own lane; they halt the lane of the original. */
@ExperimentTest
class MalformedRecordsIT {

    @Tag("container")
    @Test
    void malformed_records_go_to_the_dead_letters_and_stop_nobody(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flink(UPSERT), flink(LEDGER), flink(APPEND), spark(UPSERT), spark(APPEND), floor())
                .fedWith(ticks().perSecond(100).lasting(ofSeconds(16)).withMalformedEvery(50))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).everySubjectKeptItsContract().everySubjectRejected(32);
    }

    @Test
    void the_original_halts_at_a_malformed_record(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(flinkSql())
                .fedWith(ticks().perSecond(100).lasting(ofSeconds(10)).withMalformedEvery(500))
                .drained(within(ofSeconds(30)));

        assertThat(outcome).judged(flinkSql(), Verdict.HALTED);
    }
}
