package io.twinstream.archive;

import io.twinstream.experiment.Cell;
import io.twinstream.statistics.Digits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Trials that may be put into one figure: only those of equal populations are.
 *
 * @param settings of the engines: {@code tuned}, {@code original} or others
 * @param load what the topic was fed with, as in latency.csv
 * @param commitMicros the lane's commit interval in microseconds
 */
public record Population(Cell cell, String settings, String load, long commitMicros) {

    /** What the topic of a trial with a single subject is fed with unless another load was asked for. */
    public static final String USUAL_LOAD = "ticks 500";

    /** What tells one load from another; how long it lasts does not. */
    private static final List<String> LOAD = List.of("workload", "perSecond", "interval");

    /** What a topic was fed with, by the settings of its trial: {@code ticks 500}. */
    public static String loadOf(Map<String, String> settings) {
        return LOAD.stream().map(settings::get).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    /** {@code flink/UPSERT/NONE}, or under a load that is not the usual one {@code flink/UPSERT/NONE, ticks 50}. */
    public String name() {
        return cell + otherLoad();
    }

    /** What is put behind a name where the load was kept and is not the usual one: {@code , ticks 50}. */
    public String otherLoad() {
        return load.isEmpty() || load.equals(USUAL_LOAD) ? "" : ", " + load;
    }

    /** What is put behind the cell to tell all that is known of it: {@code , ticks 500, commit each 1.00 s}. */
    public String conditions() {
        return (load.isEmpty() ? "" : ", " + load)
                + (commitMicros == 0 ? "" : ", commit each " + Digits.of(commitMicros / 1e6) + " s");
    }

    /** Whether the two may be put beside each other: they are equal, or differ in nothing but the lane. */
    boolean isLike(Population other) {
        return cell.sink() == other.cell.sink()
                && cell.fault() == other.cell.fault()
                && settings.equals(other.settings)
                && load.equals(other.load)
                && commitMicros == other.commitMicros;
    }
}
