package io.twinstream.checker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which records, as runs of offsets, bounded.
 *
 * @param count how many records
 * @param first the first {@link #SHOWN} runs
 * @param more how many runs are not among them
 */
public record Offsets(long count, List<Run> first, long more) {

    /** How many runs are named at the most. */
    public static final int SHOWN = 20;

    public static final Offsets NONE = new Offsets(0, List.of(), 0);

    public Offsets {
        first = first == null ? List.of() : List.copyOf(first); // left out by older versions
    }

    /** Offsets from first to last of one partition, both included. */
    public record Run(int partition, long first, long last) {

        private boolean reaches(Position next) {
            return next.partition() == partition && next.offset() == last + 1;
        }

        private String text() {
            return first == last ? Long.toString(first) : first + ".." + last;
        }
    }

    public static Offsets of(Collection<Position> positions) {
        TreeSet<Position> sorted = new TreeSet<>(positions);
        List<Run> runs = new ArrayList<>();
        for (Position at : sorted) {
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.reaches(at)) {
                runs.set(runs.size() - 1, new Run(last.partition(), last.first(), at.offset()));
            } else {
                runs.add(new Run(at.partition(), at.offset(), at.offset()));
            }
        }
        List<Run> shown = runs.subList(0, Math.min(SHOWN, runs.size()));
        return new Offsets(sorted.size(), shown, runs.size() - shown.size());
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The runs in words: {@code prices-0 offsets 5011..5013, 5020; prices-2 offset 7; and 3 more runs}. */
    public String text(String topic) {
        List<String> parts = new ArrayList<>();
        first.stream()
                .collect(Collectors.groupingBy(Run::partition, java.util.TreeMap::new, Collectors.toList()))
                .forEach((partition, runs) -> parts.add(topic + "-" + partition + offsets(runs)));
        if (more > 0) {
            parts.add("and " + more + (more == 1 ? " more run" : " more runs"));
        }
        return String.join("; ", parts);
    }

    private static String offsets(List<Run> runs) {
        boolean one = runs.size() == 1 && runs.get(0).first() == runs.get(0).last();
        return (one ? " offset " : " offsets ") + runs.stream().map(Run::text).collect(Collectors.joining(", "));
    }
}
