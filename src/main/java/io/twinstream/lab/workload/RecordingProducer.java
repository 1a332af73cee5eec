package io.twinstream.lab.workload;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.TickHeaders;
import io.twinstream.history.Fact;
import io.twinstream.history.Stamp;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickCodec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends ticks with the headers that identify them, and notes every attempt and its fate. A send that fails is never
 * sent again: whether it arrived is then not known, and the history says so.
 */
public final class RecordingProducer implements AutoCloseable {

    /** How long the broker may take to answer; after the last send the topic's end is read twice, this far apart. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final Consumer<Fact> history;
    private final AtomicLong seqs = new AtomicLong();
    private long planted;

    public RecordingProducer(String bootstrap, String topic, Consumer<Fact> history) {
        this.topic = topic;
        this.history = history;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) REQUEST_TIMEOUT.toMillis(),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        60_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Notes the schedule of a load.
     *
     * @param now when it was drawn up
     * @param first when its first tick is due, in microseconds since the epoch
     */
    public void begins(Stamp now, long first) {
        history.accept(new Fact.Schedule(now.t(), now.m(), first));
    }

    /**
     * Sends a tick.
     *
     * @param key the record's key; may be null
     * @param intended when the schedule wanted it sent, microseconds since the epoch
     */
    public void send(String key, Tick tick, long intended) {
        send(key, tick, intended, null);
    }

    /**
     * Sends a tick whose record carries another time than that of the send.
     *
     * @param kafkaTimestamp in milliseconds since the epoch; null leaves it to the producer
     */
    public void send(String key, Tick tick, long intended, Long kafkaTimestamp) {
        long seq = seqs.getAndIncrement();
        Stamp now = Stamp.now();
        history.accept(new Fact.Attempted(
                now.t(),
                now.m(),
                seq,
                intended,
                key,
                tick.symbol(),
                tick.price().toPlainString(),
                tick.user(),
                tick.timestamp(),
                null));
        send(seq, key, TickCodec.encode(tick), intended, kafkaTimestamp);
    }

    /** Sends a record that is not a tick: with the first of them the fault POISON starts. */
    public void send(Malformed malformed, long intended) {
        long seq = seqs.getAndIncrement();
        Stamp now = Stamp.now();
        if (planted++ == 0) {
            history.accept(new Fact.FaultPhase(now.t(), now.m(), Fault.POISON, true));
        }
        history.accept(Fact.Attempted.malformed(now.t(), now.m(), seq, intended, malformed.name(), malformed.value()));
        send(seq, null, malformed.value(), intended, null);
    }

    private void send(long seq, String key, byte[] value, long intended, Long kafkaTimestamp) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, null, kafkaTimestamp, key, value);
        record.headers()
                .add(TickHeaders.SEQ, TickHeaders.bytes(seq))
                .add(TickHeaders.INTENDED, TickHeaders.bytes(intended));
        // The callback hears of every fate, the returned future's as well.
        var unused = producer.send(record, (metadata, error) -> note(seq, metadata, error));
    }

    private void note(long seq, RecordMetadata metadata, Exception error) {
        Stamp now = Stamp.now();
        history.accept(
                error == null
                        ? new Fact.Acknowledged(now.t(), now.m(), seq, metadata.partition(), metadata.offset())
                        : new Fact.Failed(now.t(), now.m(), seq, String.valueOf(error.getMessage())));
    }

    /** Waits until the fate of every attempt is noted. */
    @Override
    public void close() {
        producer.close();
        if (planted > 0) {
            Stamp now = Stamp.now();
            history.accept(
                    new Fact.Witness(now.t(), now.m(), Fault.POISON, null, planted + " malformed records planted"));
            history.accept(new Fact.FaultPhase(now.t(), now.m(), Fault.POISON, false));
        }
    }
}
