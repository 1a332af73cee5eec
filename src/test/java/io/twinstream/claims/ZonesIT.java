package io.twinstream.claims;

import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lab.lane.FlinkSql.flinkSql;
import static io.twinstream.lab.lane.Spark.spark;
import static io.twinstream.lab.lane.SparkRealtime.sparkRealtime;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lane.SinkMode.APPEND;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;
import static java.time.Duration.ofMinutes;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.history.Stamp;
import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Outcome;
import io.twinstream.lab.workload.RecordingProducer;
import io.twinstream.lab.workload.Workload;
import io.twinstream.tick.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * The time of a record is an instant, wherever the processes of a lane think that they are: their coordinators are in
 * New York and their workers in Berlin, and the records are of the hours in which either puts its clocks on or back.
 */
@ExperimentTest
class ZonesIT {

    private static final List<Instant> CHANGES = List.of(
            Instant.parse("2025-03-09T07:00:00Z"),
            Instant.parse("2025-03-30T01:00:00Z"),
            Instant.parse("2025-10-26T01:00:00Z"),
            Instant.parse("2025-11-02T06:00:00Z"));

    @Test
    void the_time_of_a_record_is_kept_where_clocks_are_put_on_or_back(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(
                        flink(UPSERT),
                        flink(TRANSACTIONAL),
                        flink(APPEND),
                        flinkSql(),
                        spark(UPSERT),
                        spark(APPEND),
                        sparkRealtime(UPSERT))
                .fedWith(new AroundTheChanges())
                .drained(within(ofMinutes(2)));

        assertThat(outcome).everySubjectKeptItsContract().everySubjectHasARowForEveryTick();
    }

    /** A record for each five minutes from two hours before each change to two hours after it. */
    private static final class AroundTheChanges implements Workload {

        private static List<Instant> times() {
            List<Instant> times = new ArrayList<>();
            CHANGES.forEach(change -> {
                for (int minutes = -120; minutes <= 120; minutes += 5) {
                    times.add(change.plus(minutes, ChronoUnit.MINUTES).plusMillis(123));
                }
            });
            return times;
        }

        @Override
        public long planned() {
            return times().size();
        }

        @Override
        public Fault fault() {
            return Fault.NONE;
        }

        @Override
        public Load load() {
            return new Load.Replay();
        }

        @Override
        public Map<String, String> settings() {
            return load().settings();
        }

        @Override
        public void feed(RecordingProducer producer, long seed, BooleanSupplier settled) {
            Tick tick = new Tick("BTC-USD", new BigDecimal("86746.075"), "zones", 1_732_435_200);
            times().forEach(time -> producer.send(null, tick, Stamp.now().t(), time.toEpochMilli()));
        }
    }
}
