package io.twinstream.lab.example;

import static io.twinstream.lab.example.ExampleFault.insertsAreRefusedFor;
import static io.twinstream.lab.example.ExampleLane.example;
import static io.twinstream.lab.fault.Moment.once;
import static io.twinstream.lab.fault.Moments.rowsVisible;
import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Floor.floor;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lab.workload.Ticks.ticks;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.twinstream.experiment.Fault;
import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Outcome;
import org.junit.jupiter.api.Test;

@ExperimentTest
class ExampleIT {

    @Test
    void a_lane_and_a_fault_from_outside_are_tried_and_judged_as_those_of_the_laboratory(Experiment experiment)
            throws Exception {
        Outcome outcome = experiment
                .given(example(), floor())
                .fedWith(ticks().perSecond(200).lasting(ofSeconds(5)).untilRecovered())
                .when(insertsAreRefusedFor(ofSeconds(5)), once(rowsVisible(400)))
                .drained(within(ofMinutes(1)));

        assertThat(outcome).felt(Fault.SINK_FULL, ofSeconds(5)).everySubjectKeptItsContract();
    }
}
