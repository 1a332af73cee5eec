package io.twinstream.results;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinstream.cell.Cell;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Recovery;
import io.twinstream.checker.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What verdicts.json of a trial says of one of its sound subjects, as far as trials of its cell are put side by side.
 *
 * @param number of the trial in its run
 * @param alone whether the trial had no other subject: then its recovery was measured
 * @param lost records in neither table
 * @param duplicated records with more than one row
 * @param replayed rows that our writer found there already; null where no journal is kept
 * @param orphans transactions that the stopped lane left prepared
 * @param folder of the trial
 */
public record JudgedCell(
        Cell cell,
        int number,
        boolean alone,
        Verdict verdict,
        long lost,
        long duplicated,
        Long replayed,
        long orphans,
        Recovery recovery,
        Path folder) {

    /** Reads the trial in this folder; subjects with a planted defect are passed over. */
    static List<JudgedCell> read(Path folder) throws IOException {
        JsonNode trial =
                VerdictJson.JSON.readTree(folder.resolve(TrialFolder.VERDICTS).toFile());
        JsonNode subjects = trial.path("subjects");
        List<JudgedCell> cells = new ArrayList<>();
        for (JsonNode subject : subjects) {
            JsonNode delivery = subject.path("delivery");
            String name = delivery.path("subject").asText();
            if (!name.contains(" ")) {
                cells.add(new JudgedCell(
                        Cell.of(name + "/" + trial.path("fault").asText()),
                        trial.path("number").asInt(),
                        subjects.size() == 1,
                        Verdict.valueOf(delivery.path("verdict").asText()),
                        count(delivery, Finding.LOST),
                        count(delivery, Finding.DUPLICATED),
                        delivery.path("replayed").isNumber()
                                ? delivery.path("replayed").asLong()
                                : null,
                        delivery.path("orphans").asLong(),
                        VerdictJson.JSON.treeToValue(subject.path("recovery"), Recovery.class),
                        folder));
            }
        }
        return cells;
    }

    private static long count(JsonNode delivery, Finding finding) {
        return delivery.path("found").path(finding.name()).path("count").asLong();
    }
}
