package io.twinstream.tick;

/** A record of the topic, read: a row for the table or a letter for the dead letters. Nothing falls between the two. */
public sealed interface Parsed permits TickRow, DeadLetter {

    int partition();

    long offset();

    /** The record's Kafka timestamp, in milliseconds since the epoch. */
    long kafkaTimestamp();

    /**
     * Reads the value of a Kafka record.
     *
     * @param kafkaTimestamp in milliseconds since the epoch
     * @param value may be null
     */
    static Parsed of(int partition, long offset, long kafkaTimestamp, byte[] value) {
        try {
            return new TickRow(TickCodec.decode(value), partition, offset, kafkaTimestamp);
        } catch (MalformedTickException e) {
            return new DeadLetter(partition, offset, kafkaTimestamp, value, e.getMessage());
        }
    }
}
