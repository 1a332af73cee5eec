package io.twinstream.checker;

import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.Identity;
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
 * A table and its dead letters, laid beside what is expected there, identity by identity. Says what is there; whether
 * that is allowed is for others to say.
 */
final class Comparison {

    private final Map<? extends Identity, Optional<Columns>> expected;
    private final Map<Identity, List<Columns>> rows = new HashMap<>();
    private final Map<Identity, List<Fact.DeadLetter>> letters = new HashMap<>();
    private final Map<? extends Identity, String> raw;

    private final Map<Finding, Set<Identity>> found = new EnumMap<>(Finding.class);
    private final Set<Identity> misfiled = new TreeSet<>();
    private final Map<Identity, String> damage = new HashMap<>();
    private long surplus;

    /**
     * Compares.
     *
     * @param expected every record, or every window, with what its row should hold; empty for a malformed record
     * @param raw the bytes of malformed records, as far as they are known
     * @param rows of one read
     * @param letters the dead letters of the same read
     */
    Comparison(
            Map<? extends Identity, Optional<Columns>> expected,
            Map<? extends Identity, String> raw,
            List<Fact.Row> rows,
            List<Fact.DeadLetter> letters) {
        this.expected = expected;
        this.raw = raw;
        for (Finding finding : Finding.values()) {
            found.put(finding, new TreeSet<>());
        }
        rows.forEach(row -> this.rows
                .computeIfAbsent(row.identity(), at -> new ArrayList<>(1))
                .add(row.columns()));
        letters.forEach(letter -> this.letters
                .computeIfAbsent(letter.position(), at -> new ArrayList<>(1))
                .add(letter));
        expected.forEach(this::compare);
        strangers();
    }

    private void compare(Identity at, Optional<Columns> wanted) {
        List<Columns> held = rows.getOrDefault(at, List.of());
        List<Fact.DeadLetter> dead = letters.getOrDefault(at, List.of());
        if (held.size() > 1 || dead.size() > 1) {
            note(Finding.DUPLICATED, at);
            surplus += Math.max(0, held.size() - 1) + Math.max(0, dead.size() - 1);
        }
        if (held.isEmpty()) {
            absent(at, wanted.isPresent(), dead);
            return;
        }
        if (!dead.isEmpty()) {
            corrupted(at, "it is in the table and in the dead letters");
        } else if (wanted.isEmpty()) {
            corrupted(at, "it has a row, but it is malformed");
        } else {
            held.stream()
                    .flatMap(row -> Difference.between(wanted.get(), row).stream())
                    .findFirst()
                    .ifPresent(difference -> corrupted(at, difference));
        }
    }

    private void absent(Identity at, boolean wellFormed, List<Fact.DeadLetter> dead) {
        if (wellFormed || dead.isEmpty()) {
            note(Finding.LOST, at);
            if (!dead.isEmpty()) {
                misfiled.add(at);
            }
        } else if (dead.stream().allMatch(letter -> hasTheBytesOf(at, letter))) {
            note(Finding.REJECTED, at);
        } else {
            corrupted(at, "its dead letter holds other bytes");
        }
    }

    /** Nothing is held against a letter of which no bytes were recorded. */
    private boolean hasTheBytesOf(Identity at, Fact.DeadLetter letter) {
        return letter.raw() == null || raw.get(at) == null || letter.raw().equals(raw.get(at));
    }

    private void strangers() {
        Set<Identity> seen = new HashSet<>(rows.keySet());
        seen.addAll(letters.keySet());
        seen.removeAll(expected.keySet());
        found.get(Finding.UNEXPECTED).addAll(seen);
    }

    private void corrupted(Identity at, String how) {
        note(Finding.CORRUPTED, at);
        damage.put(at, how);
    }

    private void note(Finding finding, Identity at) {
        found.get(finding).add(at);
    }

    /**
     * The records or windows with this finding, in order. {@link Finding#APPEARED_AT_STOP} is not looked for here.
     */
    Set<Identity> found(Finding finding) {
        return Collections.unmodifiableSet(found.get(finding));
    }

    /** Those of the lost that are in the dead letters although they are well-formed. */
    Set<Identity> misfiled() {
        return Collections.unmodifiableSet(misfiled);
    }

    /** What is wrong with a corrupted one, in words. */
    String damage(Identity corrupted) {
        return damage.get(corrupted);
    }

    /** Rows and dead letters beyond the first of each identity. */
    long surplus() {
        return surplus;
    }

    /** How many records or windows are expected. */
    int expected() {
        return expected.size();
    }
}
