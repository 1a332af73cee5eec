package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Identity;
import java.util.Collection;
import java.util.HashMap;
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
    static Set<Identity> onlyInSecond(Stream<Identity> first, Stream<Identity> second) {
        Map<Identity, Integer> more = new HashMap<>();
        second.forEach(at -> more.merge(at, 1, Integer::sum));
        first.forEach(at -> more.merge(at, -1, Integer::sum));
        Set<Identity> only = new TreeSet<>();
        more.forEach((at, times) -> {
            if (times > 0) {
                only.add(at);
            }
        });
        return only;
    }

    /**
     * When the first row of each identity was committed, in microseconds since the epoch. Rows without a commit time
     * are left out.
     */
    static NavigableMap<Identity, Long> firstVisible(Collection<Fact.Row> rows) {
        TreeMap<Identity, Long> visible = new TreeMap<>();
        rows.stream()
                .filter(row -> row.committed() != null)
                .forEach(row -> visible.merge(row.identity(), row.committed(), Math::min));
        return visible;
    }
}
