package io.twinstream.audit;

import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.Observation;
import io.twinstream.history.Position;
import io.twinstream.history.RawBytes;
import io.twinstream.history.TickColumns;
import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.MalformedTickException;
import io.twinstream.tick.Parsed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a topic and a table on servers that somebody else runs, while they run. The topic's end offsets are taken
 * first and the table is read a while later, so that a lane that keeps up has written every record below the ends.
 */
public final class Audit {

    private final Map<Position, Optional<Columns>> wanted = new HashMap<>();
    private final Map<Position, Observation.Malformed> malformed = new HashMap<>();
    private final List<Fact.Row> rows = new ArrayList<>();
    private final List<Fact.DeadLetter> deadLetters = new ArrayList<>();

    private Audit() {}

    /**
     * Reads the topic and the table.
     *
     * @throws AuditException if one of them cannot be read
     */
    public static Observation observe(AuditRequest request) throws AuditException, InterruptedException {
        try (AuditedDatabase database = new AuditedDatabase(request);
                TopicReader topic = new TopicReader(request.kafka(), request.topic())) {
            return new Audit().observe(request, database, topic);
        } catch (SQLException e) {
            throw new AuditException("The connection to the database could not be closed: " + e.getMessage(), e);
        }
    }

    private Observation observe(AuditRequest request, AuditedDatabase database, TopicReader topic)
            throws AuditException, InterruptedException {
        RowForm form = form(request, database.columns());
        boolean letters = database.hasDeadLetters();
        Optional<String> noted = database.notedTopicId();
        Map<Integer, Long> highs = topic.highs();
        Map<Integer, Long> ends = topic.ends();
        TimeUnit.NANOSECONDS.sleep(request.settle().toNanos());
        database.read(this::seen);
        Map<Integer, Long> later = endsNow(request);
        topic.read(ends, entry -> seen(entry, form));
        // Last, so that what expires while the topic is read is known to.
        Map<Integer, Long> firsts = topic.firsts();
        return new Observation(
                request.topic(),
                database.name(),
                firsts,
                ends,
                highs,
                later,
                topic.isCompacted(),
                noted.isPresent() && !noted.get().equals(topic.id()),
                letters,
                wanted,
                malformed,
                rows,
                deadLetters);
    }

    /** Also of partitions that the topic did not have before. */
    private static Map<Integer, Long> endsNow(AuditRequest request) throws AuditException, InterruptedException {
        try (TopicReader topic = new TopicReader(request.kafka(), request.topic())) {
            return topic.ends();
        }
    }

    private void seen(Fact fact) {
        if (fact instanceof Fact.Row row) {
            rows.add(row);
        } else if (fact instanceof Fact.DeadLetter letter) {
            deadLetters.add(letter);
        }
    }

    private void seen(TopicEntry entry, RowForm form) {
        Position at = new Position(entry.partition(), entry.offset());
        try {
            wanted.put(at, Optional.of(form.wanted(entry)));
        } catch (MalformedTickException e) {
            wanted.put(at, Optional.empty());
            malformed.put(at, new Observation.Malformed(RawBytes.of(entry.value()), e.getMessage()));
        }
    }

    /** How a record becomes a row. */
    private interface RowForm {

        /** @throws MalformedTickException if it becomes none; the message is the reason */
        Columns wanted(TopicEntry entry) throws MalformedTickException;
    }

    /** As far as the table has a column for it. */
    private static RowForm form(AuditRequest request, Set<String> columns) {
        if (request.mapping() != null) {
            return request.mapping()::wanted;
        }
        return columns.contains(TickColumns.KAFKA_TIMESTAMP)
                ? Audit::tick
                : entry -> tick(entry).without(TickColumns.KAFKA_TIMESTAMP);
    }

    /** Of the parser of the lanes only the words are taken. */
    private static Columns tick(TopicEntry entry) throws MalformedTickException {
        Optional<TickColumns> row = ValueReader.wanted(entry);
        if (row.isEmpty()) {
            long millis = TimeUnit.MICROSECONDS.toMillis(entry.ts());
            throw new MalformedTickException(
                    Parsed.of(entry.partition(), entry.offset(), millis, entry.value()) instanceof DeadLetter letter
                            ? letter.reason()
                            : "it is no tick");
        }
        return row.get();
    }
}
