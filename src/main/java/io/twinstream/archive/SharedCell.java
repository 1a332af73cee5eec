package io.twinstream.archive;

import io.twinstream.experiment.Cell;
import java.util.Comparator;
import java.util.List;

/**
 * A cell in trials with several subjects. Which ones is part of what was tried: they share the servers, and those of
 * one engine its processes.
 *
 * @param others the names of the other subjects, in their order
 */
public record SharedCell(Cell cell, List<String> others) {

    static final Comparator<SharedCell> ORDER =
            Comparator.comparing(SharedCell::cell, Cell.ORDER).thenComparing(shared -> String.join(" ", shared.others));

    public SharedCell {
        others = List.copyOf(others);
    }

    /** What is put behind the cell: {@code  beside flink/TRANSACTIONAL, flink/UPSERT}. */
    public String conditions() {
        return " beside " + String.join(", ", others);
    }
}
