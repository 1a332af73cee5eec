package io.twinstream.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.experiment.Lanes;
import io.twinstream.lab.series.Budget;
import io.twinstream.lab.series.Matrix;
import io.twinstream.lab.series.MatrixRun;
import io.twinstream.lab.series.MatrixTrial;
import io.twinstream.lab.trial.ExperimentTest;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.report.text.CellTable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code ./mvnw verify -Pfull}: every lane with every sink mode under every fault, in the order of {@link Matrix#inOrder}. {@code
 * -Dtrials=3} goes through all of them three times, {@code -Dbudget=90m} stops before a trial that would end later, {@code
 * -Dcell=flink/upsert/WORKER_KILL,spark/upsert/WORKER_KILL} takes some cells in turn, {@code flink/append+upsert/WORKER_KILL} two
 * together, {@code spark/append/NONE@50} one at 50 ticks a second, {@code -Dresume=results/local/RUN} goes on with a run.
 */
@ExperimentTest
@Tag("full")
class MatrixIT {

    private static final String NO_LIMIT = "240h";

    /** A trial takes less; more than so late, something hangs. */
    private static final Duration LATE = Duration.ofMinutes(15);

    @Test
    @Timeout(value = 11, unit = TimeUnit.DAYS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void every_subject_keeps_its_contract_in_every_cell(Laboratory laboratory) throws Exception {
        Duration limit = Budget.parse(System.getProperty("budget", NO_LIMIT));
        String only = System.getProperty("cell");
        List<MatrixTrial> trials = only == null
                ? Matrix.inOrder(laboratory.settings())
                : Stream.of(only.split(",", -1)).map(MatrixTrial::of).toList();
        List<MatrixTrial> applicable = applicable(trials, laboratory);
        assumeThat(applicable).as("trials that apply").isNotEmpty();
        MatrixRun run = new MatrixRun(laboratory, applicable, Integer.getInteger("trials", 1), Budget.of(limit));
        try {
            assertThat(assertTimeoutPreemptively(limit.plus(LATE), run::run))
                    .as("trials without a verdict")
                    .isEmpty();
        } finally {
            System.out.printf("%n%s%n", CellTable.of(laboratory.judged()));
        }
        assertThat(laboratory.judged())
                .as("cells that are invalid or unknown")
                .filteredOn(judged -> judged.verdict().fails())
                .map(MatrixIT::text)
                .isEmpty();
    }

    private static List<MatrixTrial> applicable(List<MatrixTrial> trials, Laboratory laboratory) {
        Lanes.all()
                .forEach(known -> laboratory
                        .lacks(known.lane())
                        .ifPresent(why -> System.out.println(known.lane() + " does not apply: " + why)));
        return trials.stream()
                .filter(trial -> laboratory.lacks(trial.lane()).isEmpty())
                .toList();
    }

    private static String text(JudgedSubject judged) {
        return judged.cell() + " " + judged.verdict() + ", everything in " + judged.folder();
    }
}
