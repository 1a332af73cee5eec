package io.twinstream.sink;

import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.TickRow;
import java.util.ArrayList;
import java.util.List;

/** Rows and dead letters that wait to be inserted together. */
final class TickBuffer {

    // A thousand records of Kafka's usual limit of 1 MB would not fit into a task's memory.
    private static final long MOST_CHARS = 4L << 20;

    private final List<TickRow> rows = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final int mostRows;
    private long chars;

    TickBuffer(int mostRows) {
        this.mostRows = mostRows;
    }

    void add(Parsed parsed) {
        if (parsed instanceof TickRow row) {
            rows.add(row);
            chars += row.tick().symbol().length() + row.tick().user().length();
        } else if (parsed instanceof DeadLetter letter) {
            letters.add(letter);
            chars += letter.raw() == null ? 0 : letter.raw().length;
        }
    }

    List<TickRow> rows() {
        return rows;
    }

    List<DeadLetter> letters() {
        return letters;
    }

    boolean isEmpty() {
        return rows.isEmpty() && letters.isEmpty();
    }

    boolean isFull() {
        return rows.size() + letters.size() >= mostRows || chars >= MOST_CHARS;
    }

    void clear() {
        rows.clear();
        letters.clear();
        chars = 0;
    }
}
