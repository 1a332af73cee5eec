package io.twinstream.tick;

/**
 * A row of a lane's table.
 *
 * @param kafkaTimestamp in milliseconds since the epoch
 */
public record TickRow(Tick tick, int partition, long offset, long kafkaTimestamp) implements Parsed {}
