package io.twinstream.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinstream.history.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial that was judged again by its history, beside what was stored of it.
 *
 * @param folder of the trial
 * @param result what came out; empty if the trial has no history
 * @param differences from what was stored, a sentence each
 */
public record Rejudged(TrialFolder folder, Optional<TrialResult> result, List<String> differences) {

    public Rejudged {
        differences = List.copyOf(differences);
    }

    /**
     * Judges the trial in this folder again.
     *
     * @throws IOException if its history or its verdicts cannot be read
     */
    static Rejudged of(TrialFolder folder) throws IOException {
        if (Files.notExists(folder.history())) {
            return new Rejudged(folder, Optional.empty(), List.of());
        }
        TrialResult again = TrialResult.of(HistoryReader.read(folder.history()));
        JsonNode stored = VerdictJson.JSON.readTree(
                folder.path().resolve(TrialFolder.VERDICTS).toFile());
        JsonNode now = VerdictJson.JSON.valueToTree(VerdictJson.Trial.of(again));
        List<String> differences = new ArrayList<>();
        compare("", stored, now, differences);
        return new Rejudged(folder, Optional.of(again), differences);
    }

    /** What older files lack, and what they have that is not kept any more, is no difference. */
    private static void compare(String name, JsonNode stored, JsonNode now, List<String> differences) {
        if (stored.isObject() && now.isObject()) {
            for (Map.Entry<String, JsonNode> field : stored.properties()) {
                if (now.has(field.getKey())) {
                    compare(name + "." + field.getKey(), field.getValue(), now.get(field.getKey()), differences);
                }
            }
        } else if (stored.isArray() && now.isArray() && stored.size() == now.size()) {
            for (int i = 0; i < stored.size(); i++) {
                compare(name + "[" + i + "]", stored.get(i), now.get(i), differences);
            }
        } else if (!stored.asText(stored.toString()).equals(now.asText(now.toString()))) {
            differences.add(name.substring(1) + " was " + stored + ", is " + now);
        }
    }

    /** Where it is in its run: {@code worker_kill/12}. */
    public String name() {
        Path path = folder.path();
        return path.getParent().getFileName() + "/" + path.getFileName();
    }
}
