package io.twinstream.claims;

import static io.twinstream.cell.SinkMode.UPSERT;
import static io.twinstream.experiment.Experiment.within;
import static io.twinstream.experiment.OutcomeAssert.assertThat;
import static io.twinstream.experiment.Subject.flink;
import static io.twinstream.experiment.Subject.flinkSql;
import static io.twinstream.experiment.Subject.spark;
import static java.time.Duration.ofMinutes;

import io.twinstream.experiment.Experiment;
import io.twinstream.experiment.ExperimentTest;
import io.twinstream.experiment.Outcome;
import io.twinstream.feed.Recording;
import io.twinstream.workload.Replay;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A recording of the ticker goes through each engine with every price unchanged to the last digit. {@code -Dreplay=FILE} plays
 * another recording, made with the command {@code record}.
 */
@ExperimentTest
class ReplayIT {

    @Test
    void every_price_of_a_recording_arrives_to_the_last_digit(Experiment experiment) throws Exception {
        Path recording = Path.of(System.getProperty("replay", "fixtures/recordings/five-products.jsonl"));

        Outcome outcome = experiment
                .given(flink(UPSERT), flinkSql(), spark(UPSERT))
                .fedWith(new Replay(Recording.read(recording)))
                .drained(within(ofMinutes(2)));

        assertThat(outcome).everySubjectKeptItsContract().everySubjectHasARowForEveryTick();
    }
}
