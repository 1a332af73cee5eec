package io.twinstream.history;

import java.util.Comparator;

/** The place of a record in its topic: what identifies it. A row that does not say where it comes from has -1 there. */
public record Position(int partition, long offset) implements Identity {

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::partition).thenComparingLong(Position::offset);

    @Override
    public int compareTo(Identity other) {
        return other instanceof Position position ? ORDER.compare(this, position) : -1;
    }

    /** {@code prices-0 offset 5011}. */
    @Override
    public String text(String topic) {
        return topic + "-" + partition + " offset " + offset;
    }
}
