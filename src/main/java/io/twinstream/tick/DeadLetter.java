package io.twinstream.tick;

/**
 * A record that is not a tick, kept whole.
 *
 * @param kafkaTimestamp in milliseconds since the epoch
 * @param raw the record's value; null if it had none
 * @param reason one sentence
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a bytea column; nobody compares letters
public record DeadLetter(int partition, long offset, long kafkaTimestamp, byte[] raw, String reason)
        implements Parsed {}
