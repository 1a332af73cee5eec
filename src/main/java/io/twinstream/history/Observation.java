package io.twinstream.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of a topic and a table that no trial filled: facts without a trial.
 *
 * @param topic its name
 * @param table its name, as it is printed
 * @param firsts by partition, the first offset that was still there after the topic was read
 * @param ends by partition, the end offsets before the table was read
 * @param highs by partition, the offset that the next record would have got when {@code ends} were taken: beyond the
 *     end where an open transaction held records back
 * @param later by partition, the end offsets after the table was read; also of partitions that were added meanwhile
 * @param compacted whether the topic keeps only the last record of each key
 * @param recreated whether the table was filled from a topic of this name that is no longer there
 * @param letters whether there is a table of dead letters
 * @param wanted what the row of each record below the ends should hold; empty if the record is malformed
 * @param malformed what is known of those that are
 * @param rows every row of the table
 * @param deadLetters every row of the dead letters
 */
public record Observation(
        String topic,
        String table,
        Map<Integer, Long> firsts,
        Map<Integer, Long> ends,
        Map<Integer, Long> highs,
        Map<Integer, Long> later,
        boolean compacted,
        boolean recreated,
        boolean letters,
        Map<Position, Optional<Columns>> wanted,
        Map<Position, Malformed> malformed,
        List<Fact.Row> rows,
        List<Fact.DeadLetter> deadLetters) {

    /**
     * A malformed record.
     *
     * @param raw {@link RawBytes} of it
     * @param reason why it is no row, in words
     */
    public record Malformed(String raw, String reason) {}
}
