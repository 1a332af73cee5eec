package io.twinstream.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.Figure;
import io.twinstream.archive.Population;
import io.twinstream.archive.Sample;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PaperFigureTest {

    private static final Population POPULATION = new Population(
            Cell.of("flink/UPSERT/WORKER_KILL"), Settings.TUNED, Load.Ticks.USUAL, 1_000_000, Spare.WITH);

    @Test
    void one_trial_stands_for_itself() {
        assertThat(PaperFigure.inTable(sample(0, 0, 1.126))).isEqualTo("1.13");
        assertThat(PaperFigure.inSentence(sample(0, 0, 1.126), " s")).isEqualTo("1.13 s (one trial)");
    }

    @Test
    void few_trials_have_their_least_and_their_most() {
        assertThat(PaperFigure.inTable(sample(0, 0, 1, 3, 2))).isEqualTo("2.00 (1.00 to 3.00)");
        assertThat(PaperFigure.inSentence(sample(0, 0, 1, 3, 2), " s")).isEqualTo("2.00 s (1.00 to 3.00, 3 trials)");
    }

    @Test
    void enough_trials_have_an_interval() {
        Sample enough = sample(0, 0, 1, 1, 1, 1, 1, 1);

        assertThat(PaperFigure.inTable(enough)).isEqualTo("1.00 [1.00, 1.00]");
        assertThat(PaperFigure.inSentence(enough, " s"))
                .isEqualTo("1.00 s (nominal 95 % interval 1.00 to 1.00, 6 trials)");
    }

    @Test
    void a_figure_that_a_trial_lacks_says_so_and_one_that_no_trial_has_was_not_measured() {
        assertThat(PaperFigure.inTable(sample(1, 0, 1, 2))).isEqualTo("not known in 1 of 3");
        assertThat(PaperFigure.inSentence(sample(0, 1, 1, 2), " s")).isEqualTo("not over at the end in 1 of 2");
        assertThat(PaperFigure.inSentence(sample(0, 0), " s")).isEqualTo("not measured");
    }

    private static Sample sample(int missing, int bounds, double... values) {
        return new Sample(
                POPULATION, Figure.FIRST_ROW, Arrays.stream(values).boxed().toList(), missing, bounds);
    }
}
