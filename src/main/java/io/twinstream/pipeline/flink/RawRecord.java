package io.twinstream.pipeline.flink;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the topic before it is read.
 *
 * @param kafkaTimestamp in milliseconds since the epoch
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the parser; nobody compares records
public record RawRecord(int partition, long offset, long kafkaTimestamp, byte[] value) {

    static RawRecord of(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return new RawRecord(
                kafkaRecord.partition(), kafkaRecord.offset(), kafkaRecord.timestamp(), kafkaRecord.value());
    }
}
