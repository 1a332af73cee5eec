package io.twinstream.checker;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rows beyond the first of a record, against the restarts that can have written them. */
final class Doubles {

    private final List<Restart> restarts;
    private final long allowed;
    private final Set<Identity> unexplained = new TreeSet<>();

    Doubles(History history, Subject subject, Collection<Fact.TopicRecord> records, List<Fact.Row> rows) {
        boolean disturbed = history.trial().fault() != Fault.NONE;
        restarts = disturbed ? Restart.of(history, subject) : List.of();
        long times = restarts.stream().mapToLong(Restart::times).sum();
        allowed = times == 0 ? 0 : times * CommitInterval.capacity(history, subject, records, rows);
        Map<Identity, List<Fact.Row>> byIdentity = new HashMap<>();
        rows.forEach(row -> byIdentity
                .computeIfAbsent(row.identity(), at -> new ArrayList<>(1))
                .add(row));
        byIdentity.forEach(this::explain);
    }

    /** How many rows beyond the first of each record the restarts can have written. */
    long allowed() {
        return allowed;
    }

    /** The records with a row that no restart explains: none came between it and the one before, or none read again. */
    Set<Identity> unexplained() {
        return unexplained;
    }

    private void explain(Identity identity, List<Fact.Row> rows) {
        if (rows.size() == 1) {
            return;
        }
        if (rows.stream().anyMatch(row -> row.committed() == null)) {
            unexplained.add(identity);
            return;
        }
        long[] visible = rows.stream().mapToLong(Fact.Row::committed).sorted().toArray();
        for (int i = 1; i < visible.length; i++) {
            long earlier = visible[i - 1];
            long later = visible[i];
            if (restarts.stream().noneMatch(restart -> restart.explains(identity, earlier, later))) {
                unexplained.add(identity);
            }
        }
    }
}
