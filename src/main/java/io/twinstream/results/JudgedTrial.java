package io.twinstream.results;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinstream.cell.Cell;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Recovery;
import io.twinstream.checker.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What verdicts.json of a trial with a single sound subject says, as far as trials of its cell are put side by side.
 *
 * @param number of the trial in its run
 * @param lost records in neither table
 * @param duplicated records with more than one row
 * @param replayed rows that our writer found there already; null where no journal is kept
 * @param orphans transactions that the stopped lane left prepared
 * @param folder of the trial
 */
public record JudgedTrial(
        Cell cell,
        int number,
        Verdict verdict,
        long lost,
        long duplicated,
        Long replayed,
        long orphans,
        Recovery recovery,
        Path folder) {

    /** Reads the trial in this folder; empty if it had several subjects or a planted defect. */
    static Optional<JudgedTrial> read(Path folder) throws IOException {
        JsonNode trial =
                VerdictJson.JSON.readTree(folder.resolve(TrialFolder.VERDICTS).toFile());
        JsonNode subjects = trial.path("subjects");
        JsonNode delivery = subjects.path(0).path("delivery");
        String name = delivery.path("subject").asText();
        if (subjects.size() != 1 || name.contains(" ")) {
            return Optional.empty();
        }
        return Optional.of(new JudgedTrial(
                Cell.of(name + "/" + trial.path("fault").asText()),
                trial.path("number").asInt(),
                Verdict.valueOf(delivery.path("verdict").asText()),
                count(delivery, Finding.LOST),
                count(delivery, Finding.DUPLICATED),
                delivery.path("replayed").isNumber() ? delivery.path("replayed").asLong() : null,
                delivery.path("orphans").asLong(),
                VerdictJson.JSON.treeToValue(subjects.path(0).path("recovery"), Recovery.class),
                folder));
    }

    private static long count(JsonNode delivery, Finding finding) {
        return delivery.path("found").path(finding.name()).path("count").asLong();
    }
}
