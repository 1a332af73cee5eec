package io.twinstream.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.twinstream.experiment.Contract;
import io.twinstream.experiment.KnownDefect;
import io.twinstream.lane.SinkMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that happened in a trial. The list of kinds is closed: a reader that meets another kind fails.
 *
 * <p>Every fact carries {@code t}, the wall clock in microseconds since the epoch (UTC), and {@code m}, the monotonic
 * clock of the measuring process in nanoseconds. Where other times occur they are microseconds since the epoch too. A
 * subject is named by {@link Subject#name()}. Partitions and offsets are those of the trial's topic.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "k")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Trial.class, name = "trial"),
    @JsonSubTypes.Type(value = Fact.Clock.class, name = "clock"),
    @JsonSubTypes.Type(value = Fact.Schedule.class, name = "schedule"),
    @JsonSubTypes.Type(value = Fact.Attempted.class, name = "attempted"),
    @JsonSubTypes.Type(value = Fact.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = Fact.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Fact.TopicRecord.class, name = "record"),
    @JsonSubTypes.Type(value = Fact.Row.class, name = "row"),
    @JsonSubTypes.Type(value = Fact.DeadLetter.class, name = "deadLetter"),
    @JsonSubTypes.Type(value = Fact.Journal.class, name = "journal"),
    @JsonSubTypes.Type(value = Fact.FaultPhase.class, name = "fault"),
    @JsonSubTypes.Type(value = Fact.Struck.class, name = "struck"),
    @JsonSubTypes.Type(value = Fact.ServedAgain.class, name = "served"),
    @JsonSubTypes.Type(value = Fact.Witness.class, name = "witness"),
    @JsonSubTypes.Type(value = Fact.LaneState.class, name = "lane"),
    @JsonSubTypes.Type(value = Fact.Commit.class, name = "commit"),
    @JsonSubTypes.Type(value = Fact.Resource.class, name = "resource"),
    @JsonSubTypes.Type(value = Fact.Drained.class, name = "drained"),
    @JsonSubTypes.Type(value = Fact.Prepared.class, name = "prepared"),
    @JsonSubTypes.Type(value = Fact.End.class, name = "end"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Fact {

    /** The version of this list of kinds and their fields, carried by the first line of a history. */
    int SCHEMA = 4;

    /** Microseconds since the epoch. */
    long t();

    /** Nanoseconds of the measuring process's monotonic clock. */
    long m();

    /**
     * A subject of this trial. Its name says all that is written of its lane and sink mode beside it.
     *
     * @param of the same as in every other room
     * @param known how it is known to break its contract; null if it is not
     * @param commitMillis the lane's commit interval (checkpoint or trigger), in milliseconds
     */
    @JsonPropertyOrder({"name", "lane", "sink", "contract", "known", "commitMillis"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(
            value = {"lane", "sink"},
            allowGetters = true)
    record Subject(@JsonIgnore io.twinstream.lane.Subject of, Contract contract, KnownDefect known, long commitMillis) {

        /** One of which no defect is known. */
        public Subject(io.twinstream.lane.Subject of, Contract contract, long commitMillis) {
            this(of, contract, null, commitMillis);
        }

        @JsonCreator
        static Subject read(
                @JsonProperty("name") String name,
                @JsonProperty("contract") StoredContract contract,
                @JsonProperty("known") KnownDefect known,
                @JsonProperty("commitMillis") long commitMillis) {
            if (name == null || contract == null) {
                throw new IllegalArgumentException("a subject has a name and a contract");
            }
            return new Subject(
                    io.twinstream.lane.Subject.of(name),
                    contract.promise(),
                    known == null ? contract.known() : known,
                    commitMillis);
        }

        /** Unique in the trial: {@code flink/UPSERT}. */
        @JsonProperty
        public String name() {
            return of.name();
        }

        /** {@code FLINK_SQL}: histories are older than lanes without a constant of their own. */
        @JsonProperty("lane")
        String constant() {
            return of.lane().id().toUpperCase(Locale.ROOT).replace('-', '_');
        }

        @JsonProperty
        public SinkMode sink() {
            return of.sink();
        }
    }

    /** Which of the two reads of a table a row was seen in: before or after the lane was stopped. */
    enum Read {
        A,
        B
    }

    /**
     * The first fact of every history.
     *
     * @param schema {@link #SCHEMA} when it was written
     * @param planned how many ticks the workload was to attempt, at the least
     * @param settings whatever a reader needs to repeat the trial
     */
    record Trial(
            long t,
            long m,
            int schema,
            String run,
            int number,
            long seed,
            String topic,
            io.twinstream.experiment.Fault fault,
            long planned,
            List<Subject> subjects,
            Map<String, String> settings)
            implements Fact {}

    /** Both clocks, once a second. */
    record Clock(long t, long m) implements Fact {}

    /**
     * The schedule of a load of generated ticks was drawn up. All that is due later follows from the load.
     *
     * @param first when its first tick is due, in microseconds since the epoch: after {@code t} by the phase of the
     *     trial's seed
     */
    record Schedule(long t, long m, long first) implements Fact {}

    /**
     * A tick was handed to the producer.
     *
     * @param seq unique in the trial
     * @param intended when the schedule wanted it sent, in microseconds since the epoch
     * @param price in plain notation; what the generator chose
     * @param planted null for a well-formed tick, otherwise what is wrong with it; the columns then mean nothing
     * @param raw {@link RawBytes} of a record that is malformed; null of a tick, and where it was not recorded
     */
    record Attempted(
            long t,
            long m,
            long seq,
            long intended,
            String key,
            String symbol,
            String price,
            String user,
            long timestamp,
            String planted,
            String raw)
            implements Fact {

        /** A tick, or a record of which no bytes are kept. */
        public Attempted(
                long t,
                long m,
                long seq,
                long intended,
                String key,
                String symbol,
                String price,
                String user,
                long timestamp,
                String planted) {
            this(t, m, seq, intended, key, symbol, price, user, timestamp, planted, null);
        }

        /** A record that is malformed. */
        public static Attempted malformed(long t, long m, long seq, long intended, String planted, byte[] value) {
            return new Attempted(t, m, seq, intended, null, null, null, null, 0, planted, RawBytes.of(value));
        }
    }

    /** The broker acknowledged the tick at this partition and offset. */
    record Acknowledged(long t, long m, long seq, int p, long o) implements Fact {}

    /** The send failed: whether the tick is in the topic is not known. */
    record Failed(long t, long m, long seq, String error) implements Fact {}

    /**
     * A record read back from the topic.
     *
     * @param seq null if it carries no such header
     * @param ts the record's Kafka timestamp, in microseconds since the epoch
     */
    record TopicRecord(long t, long m, int p, long o, Long seq, long ts) implements Fact {}

    /**
     * A row of a subject's table.
     *
     * @param committed when the row's transaction committed, in microseconds since the epoch; null if the server does
     *     not know
     */
    @JsonSerialize(converter = RowLine.OfRow.class)
    @JsonDeserialize(converter = RowLine.ToRow.class)
    record Row(long t, long m, String subject, Read read, Identity identity, Columns columns, Long committed)
            implements Fact {}

    /**
     * A row of a subject's dead letters.
     *
     * @param raw {@link RawBytes} of the record as the letter has them; null if it was not recorded
     */
    record DeadLetter(long t, long m, String subject, Read read, int p, long o, String reason, String raw)
            implements Fact {

        /** A letter of which no bytes are kept. */
        public DeadLetter(long t, long m, String subject, Read read, int p, long o, String reason) {
            this(t, m, subject, read, p, o, reason, null);
        }

        /** The record that it is the letter of. */
        public Position position() {
            return new Position(p, o);
        }
    }

    /**
     * What our writer did in an epoch, as its journal has it; in older histories, a transaction of it.
     *
     * @param epoch the checkpoint or batch, as the writer knew it
     * @param target which table: {@link #ROWS} or {@link #DEAD_LETTERS}
     * @param tried rows that it inserted or found there
     * @param fresh rows that were new
     */
    record Journal(
            long t,
            long m,
            String subject,
            Read read,
            String writer,
            int attempt,
            long epoch,
            String target,
            long tried,
            long fresh)
            implements Fact {

        public static final String ROWS = "rows";
        public static final String DEAD_LETTERS = "dead_letters";
    }

    /** A fault starts or ends. */
    record FaultPhase(long t, long m, io.twinstream.experiment.Fault fault, boolean start) implements Fact {}

    /**
     * A fault has taken hold: what it strikes is gone, stands still or refuses. Between its start and this, what was
     * under way may have come through. What plants malformed records notes none, nor did anything before this kind was
     * kept.
     */
    record Struck(long t, long m, io.twinstream.experiment.Fault fault) implements Fact {}

    /**
     * What a fault had taken away from the lanes serves again: a server that was down answers a request for which it
     * needs its data, one that stood still goes on, a lock is released. Only of faults that take something away.
     */
    record ServedAgain(long t, long m, io.twinstream.experiment.Fault fault) implements Fact {}

    /**
     * Evidence that a fault was felt.
     *
     * @param subject who felt it; null if the whole trial did
     */
    record Witness(long t, long m, io.twinstream.experiment.Fault fault, String subject, String evidence)
            implements Fact {}

    /**
     * What the engine says of the lane.
     *
     * @param attempt how often the engine has started it
     */
    record LaneState(long t, long m, String subject, State state, int attempt) implements Fact {

        /** The engines' own states, in common words. */
        public enum State {
            STARTING,
            RUNNING,
            RESTARTING,
            /** Terminal without being asked to. */
            FAILED,
            /** Ended because it was asked to. */
            STOPPED
        }
    }

    /**
     * The lane's own durable progress.
     *
     * @param unit {@code checkpoint} or {@code batch} or {@code group}
     * @param offsets by partition, the first offset that is not covered
     */
    record Commit(long t, long m, String subject, String unit, Map<Integer, Long> offsets) implements Fact {}

    /**
     * What the subject's processes had used by now, together.
     *
     * @param cpuMillis user and system time since the trial began
     * @param rssBytes resident memory at this moment
     */
    record Resource(long t, long m, String subject, long cpuMillis, long rssBytes) implements Fact {}

    /**
     * The wait for a subject ended.
     *
     * @param ends the topic's end offsets by partition, after the producer was closed
     * @param complete whether every record was accounted for; false at the deadline
     */
    record Drained(long t, long m, String subject, Map<Integer, Long> ends, boolean complete) implements Fact {}

    /**
     * A transaction that a stopped lane left prepared in the database: neither committed nor rolled back.
     *
     * @param transaction its identifier, unique in the database
     * @param since when it was prepared, in microseconds since the epoch
     */
    record Prepared(long t, long m, String subject, String transaction, long since) implements Fact {}

    /**
     * The last fact of a history that was not cut off.
     *
     * @param ends the topic's end offsets after the last read
     */
    record End(long t, long m, Map<Integer, Long> ends) implements Fact {}
}
