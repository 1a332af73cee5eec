package io.twinstream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Judgement;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Spare;
import io.twinstream.report.FaultMatrix.Field;
import io.twinstream.report.page.Headline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first two things that a reader of a page sees: the sentence at its top and the matrix of faults. */
class FaultMatrixTest {

    private static final String KILL = "flink/TRANSACTIONAL/WORKER_KILL";

    @Test
    void a_field_shows_what_became_of_the_records_how_often_and_the_most_damage() {
        FaultMatrix matrix = FaultMatrix.of(List.of(
                judged(1, KILL, Delivered.DUPLICATED, Verdict.VALID, 0, 3),
                judged(2, KILL, Delivered.DUPLICATED, Verdict.VALID, 0, 7),
                judged(3, KILL, Delivered.LOST, Verdict.INVALID, 2, 0)));

        assertThat(field(matrix, KILL))
                .isEqualTo(new Field(
                        "lost",
                        "DUPLICATED ×2, LOST ×1",
                        "2 lost, 7 duplicated, 14 surplus rows, 1 broke the promise",
                        ""));
    }

    @Test
    void what_a_halted_lane_has_not_written_is_not_lost() {
        assertThat(field(FaultMatrix.of(List.of(judged(1, KILL, Delivered.STUCK, Verdict.HALTED, 9, 0))), KILL))
                .isEqualTo(new Field("stuck", "STUCK", "9 unwritten", ""));
    }

    @Test
    void a_trial_that_says_nothing_lends_no_damage() {
        FaultMatrix matrix = FaultMatrix.of(List.of(
                judged(1, KILL, Delivered.DUPLICATED, Verdict.VALID, 0, 3),
                judged(2, KILL, Delivered.UNKNOWN, Verdict.UNKNOWN, 99, 99)));

        assertThat(field(matrix, KILL).damage()).isEqualTo("3 duplicated, 6 surplus rows");
    }

    @Test
    void every_cell_has_a_field_run_or_not() {
        FaultMatrix matrix = FaultMatrix.of(List.of());

        assertThat(matrix.rows()).hasSameSizeAs(Fault.values());
        assertThat(matrix.rows().stream()
                        .flatMap(row -> row.fields().stream())
                        .filter(field -> field.kind().equals("unseen")))
                .hasSameSizeAs(Cell.all());
        assertThat(field(matrix, "floor/UPSERT/COORDINATOR_KILL"))
                .isEqualTo(new Field("gap", "n/a", "", "a bare consumer has no coordinator"));
    }

    @Test
    void the_sentence_at_the_top_counts_what_was_broken_and_what_is_not_known() {
        Headline headline = Headline.of(List.of(
                judged(1, "flink/UPSERT/WORKER_KILL", Delivered.ONCE, Verdict.VALID, 0, 0),
                judged(1, KILL, new Judgement(Delivered.STUCK, Verdict.INVALID, "docs/findings/a.md"), 9, 0),
                judged(2, "spark/UPSERT/NONE", Delivered.UNKNOWN, Verdict.UNKNOWN, 0, 0),
                judged(3, "spark/APPEND/NONE", Delivered.LOST, Verdict.INVALID, 1, 0)));

        assertThat(headline.verdict())
                .isEqualTo("4 judgements in 3 trials of 4 cells: every record ONCE in 1, DUPLICATED in 0, STUCK in 1, "
                        + "LOST in 1, CORRUPTED in 0, UNKNOWN in 1. A promise was broken in 2, in 1 of them as "
                        + "is known.");
        assertThat(headline.upserts())
                .isEqualTo("With UPSERT no record was lost and none duplicated, in 1 verdict of 1 cell. "
                        + "In no trial could anything have hurt it.");
        assertThat(headline.broken()).extracting(JudgedSubject::number).containsExactly(3);
        assertThat(headline.silent()).extracting(JudgedSubject::number).containsExactly(2);
    }

    @Test
    void a_bound_is_of_the_trials_that_could_have_hurt() {
        Judgement exposed = new Judgement(Delivered.ONCE, Verdict.VALID, null).exposed(true);

        assertThat(Headline.of(List.of(
                                judged(1, "flink/UPSERT/WORKER_KILL", exposed, 0, 0),
                                judged(1, "spark/UPSERT/WORKER_KILL", exposed, 0, 0),
                                judged(2, "flink/UPSERT/WORKER_KILL", Delivered.ONCE, Verdict.VALID, 0, 0)))
                        .upserts())
                .isEqualTo(
                        "With UPSERT no record was lost and none duplicated, in 3 verdicts of 2 cells. Something could "
                                + "have hurt it in 1 trial, which leaves room for a rate of 95 % of such trials, over this "
                                + "mixture of faults.");
    }

    @Test
    void a_cell_in_which_nothing_could_hurt_is_marked() {
        Judgement once = new Judgement(Delivered.ONCE, Verdict.VALID, null);
        String undisturbed = "flink/UPSERT/NONE";

        Field unexposed = field(FaultMatrix.of(List.of(judged(1, KILL, once, 0, 0))), KILL);
        assertThat(unexposed.kind()).isEqualTo("unexposed");
        assertThat(unexposed.damage()).isEqualTo("not exposed");
        assertThat(unexposed.why())
                .startsWith("Nothing was read again in any of these trials")
                .endsWith(Fault.WORKER_KILL.whyItMayNotHurt());
        assertThat(FaultMatrix.of(List.of(judged(1, KILL, once, 0, 0))).reasons())
                .containsExactly("WORKER_KILL: " + Fault.WORKER_KILL.whyItMayNotHurt());
        assertThat(FaultMatrix.of(List.of(judged(1, KILL, once.exposed(true), 0, 0)))
                        .reasons())
                .isEmpty();
        assertThat(field(
                        FaultMatrix.of(List.of(judged(1, KILL, once, 0, 0), judged(2, KILL, once.exposed(true), 0, 0))),
                        KILL))
                .isEqualTo(new Field("once", "ONCE ×2", "", ""));
        assertThat(field(FaultMatrix.of(List.of(judged(1, undisturbed, once, 0, 0))), undisturbed))
                .isEqualTo(new Field("once", "ONCE", "", ""));
    }

    @Test
    void what_was_lost_with_upsert_is_said() {
        assertThat(Headline.of(List.of(judged(1, "flink/UPSERT/WORKER_KILL", Delivered.LOST, Verdict.INVALID, 4, 5)))
                        .upserts())
                .isEqualTo("With UPSERT 4 records were lost and 5 duplicated.");
    }

    private static Field field(FaultMatrix matrix, String text) {
        Cell cell = Cell.of(text);
        int column = matrix.subjects().indexOf(cell.subject());
        return matrix.rows().stream()
                .filter(row -> row.fault().equals(cell.fault().name()))
                .findFirst()
                .orElseThrow()
                .fields()
                .get(column);
    }

    private static JudgedSubject judged(
            int number, String cell, Delivered delivered, Verdict verdict, long lost, long duplicated) {
        Judgement judgement = new Judgement(delivered, verdict, null);
        return judged(number, cell, judgement.exposed(lost + duplicated > 0), lost, duplicated);
    }

    private static JudgedSubject judged(int number, String cell, Judgement judgement, long lost, long duplicated) {
        return new JudgedSubject(
                Cell.of(cell),
                number,
                true,
                judgement,
                lost,
                duplicated,
                2 * duplicated,
                null,
                0,
                null,
                null,
                Load.Unknown.LOAD,
                Spare.WITH,
                Path.of("trials/x/1"));
    }
}
