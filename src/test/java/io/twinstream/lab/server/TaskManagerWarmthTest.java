package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskManagerWarmthTest {

    @Test
    void a_task_manager_that_an_earlier_trial_left_is_warm() {
        TaskManagerWarmth warmth = new TaskManagerWarmth();
        warmth.begin(List.of("tm-1"));
        assertThat(warmth.given(List.of("tm-1")))
                .containsEntry(Given.JVM, "0 of 1 task managers warm from earlier trials");

        warmth.submitted();
        warmth.begin(List.of("tm-1"));

        assertThat(warmth.given(List.of("tm-1", "tm-2")))
                .containsEntry(Given.JVM, "1 of 2 task managers warm from earlier trials")
                .containsOnlyKeys(Given.values());
    }
}
