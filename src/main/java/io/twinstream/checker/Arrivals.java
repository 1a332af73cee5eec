package io.twinstream.checker;

import io.twinstream.history.Fact;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** When rows became visible, against one another. */
final class Arrivals {

    private Arrivals() {}

    /** Where the second read has more than the first: what only stopping the lane brought out. */
    static Set<Position> onlyInSecond(Stream<Position> first, Stream<Position> second) {
        Map<Position, Integer> more = new HashMap<>();
        second.forEach(at -> more.merge(at, 1, Integer::sum));
        first.forEach(at -> more.merge(at, -1, Integer::sum));
        Set<Position> positions = new TreeSet<>();
        more.forEach((at, times) -> {
            if (times > 0) {
                positions.add(at);
            }
        });
        return positions;
    }

    /** Rows that became visible after a row with a higher offset of their partition. Rows without a commit time are left out. */
    static Set<Position> late(List<Fact.Row> rows) {
        Set<Position> late = new TreeSet<>();
        Map<Integer, Long> earliestAbove = new HashMap<>();
        firstVisible(rows).descendingMap().forEach((at, committed) -> {
            if (committed > earliestAbove.getOrDefault(at.partition(), Long.MAX_VALUE)) {
                late.add(at);
            }
            earliestAbove.merge(at.partition(), committed, Math::min);
        });
        return late;
    }

    /** When each record's first row was committed, in microseconds since the epoch. Rows without a commit time are left out. */
    static NavigableMap<Position, Long> firstVisible(Collection<Fact.Row> rows) {
        TreeMap<Position, Long> visible = new TreeMap<>();
        rows.stream()
                .filter(row -> row.committed() != null)
                .forEach(row -> visible.merge(new Position(row.p(), row.o()), row.committed(), Math::min));
        return visible;
    }
}
