package io.twinstream.audit;

import io.twinstream.checker.Columns;
import io.twinstream.checker.Position;
import io.twinstream.history.Fact;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Compares a topic with a table on servers that somebody else runs, while they run. The topic's end offsets are taken first and
 * the table is read a while later: what a lane has not written by then is lost.
 */
public final class Audit {

    private Audit() {}

    /**
     * Audits.
     *
     * @throws AuditException if the topic or the table cannot be read
     */
    public static AuditReport run(AuditRequest request) throws AuditException, InterruptedException {
        try (AuditedDatabase database = new AuditedDatabase(request);
                TopicReader topic = new TopicReader(request.bootstrap(), request.topic())) {
            boolean timed = database.columns().contains("kafka_timestamp");
            boolean letters = database.hasDeadLetters();
            Optional<String> noted = database.notedTopicId();
            Map<Integer, Long> ends = topic.ends();
            TimeUnit.NANOSECONDS.sleep(request.settle().toNanos());
            List<Fact> table = database.snapshot();
            Map<Integer, Long> later = topic.ends();
            Map<Position, Optional<Columns>> wanted = new HashMap<>();
            topic.read(
                    ends,
                    entry -> wanted.put(
                            new Position(entry.partition(), entry.offset()),
                            ValueReader.columns(entry.value(), timed ? entry.ts() : null)));
            // Last, so that what expires while the topic is read is not missed in it.
            Map<Integer, Long> firsts = topic.firsts();
            return new Reconciliation(new AuditEvidence(
                            request.topic(),
                            database.name(),
                            firsts,
                            ends,
                            later,
                            noted.isPresent() && !noted.get().equals(topic.id()),
                            wanted,
                            table,
                            letters))
                    .report();
        } catch (SQLException e) {
            throw new AuditException("The connection to the database could not be closed: " + e.getMessage(), e);
        }
    }
}
