package io.twinstream.feed;

import io.twinstream.kafka.KafkaCluster;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends ticks to a topic: key = symbol, value = the tick's JSON. The producer is idempotent and waits for all replicas,
 * so within its patience no tick is lost or doubled on the way. While no broker answers, {@code send} blocks for up to
 * five seconds and a tick that was taken waits for up to thirty.
 */
public final class KafkaTickOutput implements TickOutput, AutoCloseable {

    private static final Duration BLOCK = Duration.ofSeconds(5);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            BLOCK.toMillis(),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) REQUEST.toMillis(),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) DELIVERY.toMillis());

    private final KafkaCluster kafka;
    private final String topic;
    private final Producer<String, byte[]> producer;

    /** @throws FeedException if no client can be set up for this cluster */
    public KafkaTickOutput(KafkaCluster kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
        try {
            producer = new KafkaProducer<>(kafka.with(SETTINGS), new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new FeedException(kafka.complaint(e));
        }
    }

    @Override
    public CompletableFuture<RecordMetadata> send(Tick tick, Instant scheduled) {
        CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
        try {
            Future<?> unused = producer.send(record(tick), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(metadata);
                } else {
                    acknowledged.completeExceptionally(sentence(failure));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            acknowledged.completeExceptionally(sentence(e));
        }
        return acknowledged;
    }

    /** Sends what was taken, for up to five seconds; what then is left fails. */
    @Override
    public void close() {
        producer.close(CLOSE);
    }

    private ProducerRecord<String, byte[]> record(Tick tick) {
        return new ProducerRecord<>(topic, tick.symbol(), TickCodec.encode(tick));
    }

    private FeedException sentence(Exception failure) {
        return new FeedException(kafka.complaint(failure));
    }
}
