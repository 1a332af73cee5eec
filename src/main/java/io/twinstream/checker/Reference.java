package io.twinstream.checker;

import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.History;
import io.twinstream.history.Position;
import io.twinstream.history.TickColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A topic as it was read back, with what was chosen for each record. */
final class Reference {

    private final Map<Long, Fact.Attempted> attempted = new HashMap<>();
    private final Map<Position, Fact.TopicRecord> records = new HashMap<>();
    private final List<Position> foreign = new ArrayList<>();
    private final List<Long> mintedTwice = new ArrayList<>();

    Reference(History history) {
        this(history.all(Fact.Attempted.class), history.all(Fact.TopicRecord.class));
    }

    Reference(List<Fact.Attempted> ticks, List<Fact.TopicRecord> topic) {
        for (Fact.Attempted tick : ticks) {
            if (attempted.put(tick.seq(), tick) != null) {
                mintedTwice.add(tick.seq());
            }
        }
        for (Fact.TopicRecord record : topic) {
            Position at = new Position(record.p(), record.o());
            records.put(at, record);
            if (tickAt(at) == null) {
                foreign.add(at);
            }
        }
    }

    Map<Long, Fact.Attempted> attempted() {
        return attempted;
    }

    Map<Position, Fact.TopicRecord> records() {
        return records;
    }

    /** Records that this trial did not send. */
    List<Position> foreign() {
        return foreign;
    }

    List<Long> mintedTwice() {
        return mintedTwice;
    }

    /** What was sent to this place; null if this trial sent nothing there. */
    Fact.Attempted tickAt(Position at) {
        Fact.TopicRecord record = records.get(at);
        return record == null || record.seq() == null ? null : attempted.get(record.seq());
    }

    /**
     * What each record's row should hold; empty for a malformed record. A record of somebody else's counts as
     * malformed.
     */
    Map<Position, Optional<Columns>> wanted() {
        Map<Position, Optional<Columns>> wanted = new HashMap<>();
        records.forEach((at, record) -> wanted.put(
                at,
                Optional.ofNullable(tickAt(at))
                        .filter(tick -> tick.planted() == null)
                        .map(tick -> columns(tick, record))));
        return wanted;
    }

    /** The bytes of malformed records, as far as they were recorded. */
    Map<Position, String> raw() {
        Map<Position, String> raw = new HashMap<>();
        records.keySet().forEach(at -> {
            Fact.Attempted sent = tickAt(at);
            if (sent != null && sent.raw() != null) {
                raw.put(at, sent.raw());
            }
        });
        return raw;
    }

    private static Columns columns(Fact.Attempted tick, Fact.TopicRecord record) {
        return new TickColumns(tick.symbol(), tick.price(), tick.user(), tick.timestamp(), record.ts());
    }
}
