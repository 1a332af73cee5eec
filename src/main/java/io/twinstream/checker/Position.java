package io.twinstream.checker;

import java.util.Comparator;

/** The place of a record in its topic: what identifies it. */
public record Position(int partition, long offset) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::partition).thenComparingLong(Position::offset);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
