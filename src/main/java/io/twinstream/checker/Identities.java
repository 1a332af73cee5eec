package io.twinstream.checker;

import io.twinstream.history.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which records or windows, as runs, bounded.
 *
 * @param count how many records or windows
 * @param first the first {@link #SHOWN} runs
 * @param more how many runs are not among them
 */
public record Identities(long count, List<Run> first, long more) {

    /** How many runs are named at the most. */
    public static final int SHOWN = 20;

    public static final Identities NONE = new Identities(0, List.of(), 0);

    public Identities {
        first = first == null ? List.of() : List.copyOf(first); // left out by older versions
    }

    public static Identities of(Collection<? extends Identity> identities) {
        TreeSet<Identity> sorted = new TreeSet<>(identities);
        List<Run> runs = new ArrayList<>();
        for (Identity next : sorted) {
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last) instanceof Run.Offsets run && run.reaches(next)) {
                runs.set(last, new Run.Offsets(run.partition(), run.first(), run.last() + 1));
            } else {
                runs.add(Run.of(next));
            }
        }
        List<Run> shown = runs.subList(0, Math.min(SHOWN, runs.size()));
        return new Identities(sorted.size(), shown, runs.size() - shown.size());
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * The runs in words: {@code prices-0 offsets 5011..5013, 5020; prices-2 offset 7; and 3 more runs}, or
     * {@code tumbling BTC-USD windows} and from when until when each is.
     */
    public String text(String topic) {
        List<String> parts = new ArrayList<>();
        first.stream()
                .collect(Collectors.groupingBy(run -> run.place(topic), LinkedHashMap::new, Collectors.toList()))
                .forEach((place, runs) -> parts.add(place + " " + text(runs)));
        if (more > 0) {
            parts.add("and " + more + (more == 1 ? " more run" : " more runs"));
        }
        return String.join("; ", parts);
    }

    private static String text(List<Run> runs) {
        boolean one = runs.size() == 1 && runs.get(0).single();
        return runs.get(0).noun()
                + (one ? " " : "s ")
                + runs.stream().map(Run::text).collect(Collectors.joining(", "));
    }

    /** What these are: {@code records} or {@code windows}. */
    String noun() {
        return !isEmpty() && first.get(0) instanceof Run.Window ? "windows" : "records";
    }
}
