package io.twinstream.audit;

import io.twinstream.experiment.TickHeaders;
import io.twinstream.history.Fact;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of a topic.
 *
 * @param ts its Kafka timestamp, in microseconds since the epoch
 * @param seq its header {@value TickHeaders#SEQ}; null if it has none
 * @param key may be null
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a parser; nobody compares entries
public record TopicEntry(int partition, long offset, long ts, Long seq, byte[] key, byte[] value) {

    static TopicEntry of(ConsumerRecord<byte[], byte[]> read) {
        return new TopicEntry(
                read.partition(),
                read.offset(),
                TimeUnit.MILLISECONDS.toMicros(read.timestamp()),
                number(read.headers().lastHeader(TickHeaders.SEQ)),
                read.key(),
                read.value());
    }

    Fact.TopicRecord fact(long t, long m) {
        return new Fact.TopicRecord(t, m, partition, offset, seq, ts);
    }

    private static Long number(Header header) {
        return header == null ? null : TickHeaders.number(header.value());
    }
}
