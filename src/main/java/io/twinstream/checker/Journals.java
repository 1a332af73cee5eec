package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.lane.SinkMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What our writer says that it wrote, against what is there. Only where it is the only one to write:
 * {@link SinkMode#UPSERT} and {@link SinkMode#LEDGER}.
 */
final class Journals {

    private final List<Fact.Journal> entries;
    private final boolean kept;

    Journals(History history, Subject subject) {
        kept = subject.sink() == SinkMode.UPSERT || subject.sink() == SinkMode.LEDGER;
        entries = history.all(Fact.Journal.class).stream()
                .filter(entry -> entry.read() == Read.B && entry.subject().equals(subject.name()))
                .toList();
    }

    /** Rows and letters that the writer found there already; null where no journal is kept. */
    Long replayed() {
        return kept
                ? entries.stream()
                        .mapToLong(entry -> entry.tried() - entry.fresh())
                        .sum()
                : null;
    }

    /** Where the tables hold another number of rows than the journal: one sentence each. */
    List<String> contradictions(long rows, long letters) {
        List<String> sentences = new ArrayList<>();
        if (kept) {
            contradiction("table", Fact.Journal.ROWS, rows, sentences);
            contradiction("dead letters", Fact.Journal.DEAD_LETTERS, letters, sentences);
        }
        return sentences;
    }

    private void contradiction(String name, String target, long there, List<String> sentences) {
        long written = entries.stream()
                .filter(entry -> entry.target().equals(target))
                .mapToLong(Fact.Journal::fresh)
                .sum();
        if (written != there) {
            sentences.add("somebody else wrote: the journal counts " + written + " new rows for the " + name + ", and "
                    + there + " are there");
        }
    }
}
