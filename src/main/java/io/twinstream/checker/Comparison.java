package io.twinstream.checker;

import io.twinstream.history.Fact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table and its dead letters, laid beside the topic, record by record. Says what is there; whether that is allowed is for
 * others to say.
 */
final class Comparison {

    private final Map<Position, Optional<Columns>> topic;
    private final Map<Position, List<Columns>> rows = new HashMap<>();
    private final Map<Position, Integer> letters = new HashMap<>();

    private final Map<Finding, Set<Position>> found = new EnumMap<>(Finding.class);
    private final Set<Position> misfiled = new TreeSet<>();
    private final Map<Position, String> damage = new HashMap<>();
    private long surplus;

    /**
     * Compares.
     *
     * @param topic every record with what its row should hold; empty for a malformed record
     * @param rows of one read
     * @param letters the dead letters of the same read
     */
    Comparison(Map<Position, Optional<Columns>> topic, List<Fact.Row> rows, List<Fact.DeadLetter> letters) {
        this.topic = topic;
        for (Finding finding : Finding.values()) {
            found.put(finding, new TreeSet<>());
        }
        rows.forEach(row -> this.rows
                .computeIfAbsent(new Position(row.p(), row.o()), at -> new ArrayList<>(1))
                .add(Columns.of(row)));
        letters.forEach(letter -> this.letters.merge(new Position(letter.p(), letter.o()), 1, Integer::sum));
        topic.forEach(this::compare);
        strangers();
    }

    private void compare(Position at, Optional<Columns> wanted) {
        List<Columns> held = rows.getOrDefault(at, List.of());
        int dead = letters.getOrDefault(at, 0);
        if (held.size() > 1 || dead > 1) {
            note(Finding.DUPLICATED, at);
            surplus += Math.max(0, held.size() - 1) + Math.max(0, dead - 1);
        }
        if (held.isEmpty()) {
            absent(at, wanted.isPresent(), dead > 0);
            return;
        }
        if (dead > 0) {
            corrupted(at, "it is in the table and in the dead letters");
        } else if (wanted.isEmpty()) {
            corrupted(at, "it has a row, but it is malformed");
        } else {
            held.stream()
                    .flatMap(row -> wanted.get().differenceIn(row).stream())
                    .findFirst()
                    .ifPresent(difference -> corrupted(at, difference));
        }
    }

    private void absent(Position at, boolean wellFormed, boolean dead) {
        if (dead && !wellFormed) {
            note(Finding.REJECTED, at);
            return;
        }
        note(Finding.LOST, at);
        if (dead) {
            misfiled.add(at);
        }
    }

    private void strangers() {
        Set<Position> seen = new HashSet<>(rows.keySet());
        seen.addAll(letters.keySet());
        seen.removeAll(topic.keySet());
        found.get(Finding.UNEXPECTED).addAll(seen);
    }

    private void corrupted(Position at, String how) {
        note(Finding.CORRUPTED, at);
        damage.put(at, how);
    }

    private void note(Finding finding, Position at) {
        found.get(finding).add(at);
    }

    /** The records with this finding, in order. {@link Finding#APPEARED_AT_STOP} and {@link Finding#LATE} are not looked for here. */
    Set<Position> found(Finding finding) {
        return Collections.unmodifiableSet(found.get(finding));
    }

    /** Those of the lost that are in the dead letters although they are well-formed. */
    Set<Position> misfiled() {
        return Collections.unmodifiableSet(misfiled);
    }

    /** What is wrong with a corrupted record, in words. */
    String damage(Position corrupted) {
        return damage.get(corrupted);
    }

    /** Rows and dead letters beyond the first of each record. */
    long surplus() {
        return surplus;
    }

    /** Records of the topic. */
    int records() {
        return topic.size();
    }
}
