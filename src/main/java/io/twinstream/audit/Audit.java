package io.twinstream.audit;

import io.twinstream.history.Fact;
import io.twinstream.history.Observation;
import io.twinstream.history.Stamp;
import io.twinstream.history.TickColumns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a topic and a table on servers that somebody else runs, while they run. The topic's end offsets are taken
 * first and the table is read a while later, so that a lane that keeps up has written every record below the ends.
 */
public final class Audit {

    private final List<Fact.Attempted> attempted = new ArrayList<>();
    private final List<Fact.TopicRecord> records = new ArrayList<>();
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
        boolean timed = database.columns().contains(TickColumns.KAFKA_TIMESTAMP);
        boolean letters = database.hasDeadLetters();
        Optional<String> noted = database.notedTopicId();
        Map<Integer, Long> highs = topic.highs();
        Map<Integer, Long> ends = topic.ends();
        TimeUnit.NANOSECONDS.sleep(request.settle().toNanos());
        database.read(this::seen);
        Map<Integer, Long> later = endsNow(request);
        topic.read(ends, this::seen);
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
                timed,
                letters,
                attempted,
                records,
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

    private void seen(TopicEntry entry) {
        Stamp now = Stamp.now();
        long seq = attempted.size();
        attempted.add(ValueReader.attempted(entry, seq));
        records.add(new Fact.TopicRecord(now.t(), now.m(), entry.partition(), entry.offset(), seq, entry.ts()));
    }
}
