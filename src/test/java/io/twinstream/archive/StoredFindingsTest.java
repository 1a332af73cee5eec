package io.twinstream.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.checker.Delivered;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The histories that docs/findings rests on say what they said when they were made. */
class StoredFindingsTest {

    private static final Path XA_SINK = Path.of("fixtures", "histories", "xa-sink");

    @Test
    void a_job_whose_tasks_were_killed_while_transactions_were_prepared_never_went_on() throws IOException {
        TrialResult result = new TrialFolder(XA_SINK.resolve("killed-while-prepared")).judged();

        assertThat(result.trial().fault()).isEqualTo(Fault.WORKER_KILL);
        DeliveryVerdict xa = delivery(result, "flink/TRANSACTIONAL");
        assertThat(xa.delivered()).isEqualTo(Delivered.STUCK);
        assertIsKnown(xa);
        assertThat(xa.orphans()).isEqualTo(3);
        assertThat(xa.rows()).isEqualTo(1421);
        assertThat(xa.found(Finding.LOST).count()).isEqualTo(6579);
        assertIsUnharmed(result);
    }

    @Test
    void a_checkpoint_that_was_not_stored_doubled_an_interval() throws IOException {
        TrialResult result = new TrialFolder(XA_SINK.resolve("checkpoint-not-stored")).judged();

        assertThat(result.trial().fault()).isEqualTo(Fault.PROGRESS_REFUSED);
        DeliveryVerdict xa = delivery(result, "flink/TRANSACTIONAL");
        assertThat(xa.delivered()).isEqualTo(Delivered.DUPLICATED);
        assertIsKnown(xa);
        assertThat(xa.rows()).isEqualTo(8399);
        assertThat(xa.found(Finding.DUPLICATED).count()).isEqualTo(399);
        assertIsUnharmed(result);
    }

    @Test
    void a_kill_that_nobody_had_aimed_did_both() throws IOException {
        TrialResult result = new TrialFolder(XA_SINK.resolve("killed-at-a-random-time")).judged();

        assertThat(result.trial().settings()).containsEntry("moment", "1000 rows visible");
        DeliveryVerdict xa = delivery(result, "flink/TRANSACTIONAL");
        assertThat(xa.delivered()).isEqualTo(Delivered.STUCK);
        assertIsKnown(xa);
        assertThat(xa.orphans()).isEqualTo(1);
        assertThat(xa.found(Finding.DUPLICATED).count()).isEqualTo(311);
        assertIsUnharmed(result);
    }

    private static void assertIsKnown(DeliveryVerdict xa) {
        assertThat(xa.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(xa.known()).isEqualTo("docs/findings/xa-sink.md");
    }

    private static void assertIsUnharmed(TrialResult result) {
        DeliveryVerdict upsert = delivery(result, "flink/UPSERT");
        assertThat(upsert.verdict()).isEqualTo(Verdict.VALID);
        assertThat(upsert.rows()).isEqualTo(8000);
        assertThat(upsert.surplus()).isZero();
    }

    private static DeliveryVerdict delivery(TrialResult result, String subject) {
        return result.subjects().stream()
                .map(SubjectResult::delivery)
                .filter(delivery -> delivery.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
