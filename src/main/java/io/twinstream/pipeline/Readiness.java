package io.twinstream.pipeline;

import io.twinstream.kafka.KafkaCluster;
import io.twinstream.sink.JdbcUrl;
import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.SinkTables;
import io.twinstream.sink.SkippedOffsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What has to be there before a job starts: the broker, the topic, the database, the tables. */
public final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Asks a broker; each engine does so with the Kafka client that it carries. */
    public interface Topics {

        /**
         * What it knows of this topic; empty if there is no such topic.
         *
         * @param client the settings of the client that asks
         * @throws ExecutionException if the broker does not answer, or the client cannot be made; its cause says why
         */
        Optional<TopicAtBroker> of(Map<String, Object> client, String topic)
                throws ExecutionException, InterruptedException;
    }

    private Readiness() {}

    /**
     * Creates the tables that this program misses, notes which topic fills them, and what of it has expired.
     *
     * @throws IllegalStateException if something is missing or is another than it was; the message is one sentence that
     *     names it
     */
    public static void establish(PipelineSettings settings, Program program, Topics topics) {
        SinkSettings sink = settings.sink();
        try (Connection connection = sink.connect()) {
            TopicAtBroker topic = topic(topics, settings.kafka(), settings.topic(), PATIENCE);
            program.createTables(connection, sink);
            SinkTables.claim(connection, sink.table(), settings.topic(), topic.id());
            List<SkippedOffsets> skipped =
                    SinkTables.skip(connection, sink.table(), topic.firsts(), settings.expired() == Expired.SKIP);
            if (!skipped.isEmpty()) {
                // For whoever reads the job's log; the table keeps it.
                System.err.println("Topic " + settings.topic() + " no longer holds " + SkippedOffsets.text(skipped)
                        + "; noted in " + SinkTables.skipped(sink.table()) + ".");
            }
        } catch (SQLException e) {
            throw unusable(sink, e);
        }
    }

    /**
     * Sends one statement to the sink's database.
     *
     * @throws IllegalStateException if it is refused; the message is one sentence
     */
    public static void execute(SinkSettings sink, String sql) {
        try (Connection connection = sink.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw unusable(sink, e);
        }
    }

    /**
     * What the broker knows of this topic.
     *
     * @throws IllegalStateException if the broker does not answer within {@code patience} or has no such topic
     */
    static TopicAtBroker topic(Topics topics, KafkaCluster kafka, String topic, Duration patience) {
        try {
            return topics.of(client(kafka, patience), topic)
                    .orElseThrow(() -> new IllegalStateException("There is no topic " + topic + " at "
                            + kafka.bootstrap() + "; start the feed, which creates it, or name another with --topic."));
        } catch (ExecutionException e) {
            throw new IllegalStateException(kafka.complaint(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + kafka.bootstrap() + " was asked for its topics.", e);
        }
    }

    /** The names are those of Kafka's client. One request that is lost can be sent again. */
    private static Map<String, Object> client(KafkaCluster kafka, Duration patience) {
        return kafka.with(Map.of(
                "default.api.timeout.ms", millis(patience),
                "request.timeout.ms", millis(patience.dividedBy(2))));
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private static IllegalStateException unusable(SinkSettings sink, SQLException why) {
        return new IllegalStateException(
                "The database at " + JdbcUrl.shown(sink.jdbcUrl()) + " cannot be used by " + sink.user() + " ("
                        + JdbcUrl.redacted(Causes.firstSentence(why), sink.jdbcUrl(), sink.password())
                        + "); start it, or name another with --jdbc, --user and "
                        + PipelineSettings.PASSWORD + ".",
                why);
    }
}
