package io.twinstream.results;

import io.twinstream.cell.Cell;

/**
 * Trials that may be put into one figure or beside each other: only those of equal populations are.
 *
 * @param settings of the engines: {@code tuned} or {@code original}
 * @param load what the topic was fed with, as in latency.csv
 * @param commitMicros the lane's commit interval in microseconds
 */
public record Population(Cell cell, String settings, String load, long commitMicros) {}
