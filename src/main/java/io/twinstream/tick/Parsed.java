package io.twinstream.tick;

/** A record of the topic, read: a row for the table or a letter for the dead letters. Nothing falls between the two. */
public sealed interface Parsed permits TickRow, DeadLetter {

    int partition();

    long offset();

    /** The record's Kafka timestamp, in milliseconds since the epoch. */
    long kafkaTimestamp();

    /** The first time that PostgreSQL can store, in milliseconds since the epoch: of 24 November 4714 BC. */
    long EARLIEST = -210_866_803_200_000L;

    /** The last whose microseconds a long holds. PostgreSQL ends 29 years later, Spark with it. */
    long LATEST = Long.MAX_VALUE / 1_000;

    /**
     * Reads the value of a Kafka record.
     *
     * @param kafkaTimestamp in milliseconds since the epoch, by whatever clock the producer has
     * @param value may be null
     */
    static Parsed of(int partition, long offset, long kafkaTimestamp, byte[] value) {
        if (kafkaTimestamp < EARLIEST || kafkaTimestamp > LATEST) {
            return new DeadLetter(
                    partition,
                    offset,
                    kafkaTimestamp,
                    value,
                    "its Kafka timestamp, " + kafkaTimestamp + " ms, is beyond what PostgreSQL can store");
        }
        try {
            return new TickRow(TickCodec.decode(value), partition, offset, kafkaTimestamp);
        } catch (MalformedTickException e) {
            return new DeadLetter(partition, offset, kafkaTimestamp, value, e.getMessage());
        }
    }
}
