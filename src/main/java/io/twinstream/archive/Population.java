package io.twinstream.archive;

import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;

/**
 * Trials that may be put into one figure: only those of equal populations are.
 *
 * @param settings of the engines
 * @param load what the topic was fed with
 * @param commitMicros the lane's commit interval in microseconds
 * @param spare whether a worker stood ready to take over
 */
public record Population(Cell cell, Settings settings, Load load, long commitMicros, Spare spare) {

    /** {@code flink/UPSERT/NONE}, or under a load that is not the usual one {@code flink/UPSERT/NONE, ticks 50}. */
    public String name() {
        return cell + otherLoad();
    }

    /** What is put behind a name where the load was kept and is not the usual one: {@code , ticks 50}. */
    public String otherLoad() {
        return !load.isKnown() || load.equals(Load.Ticks.USUAL) ? "" : ", " + load;
    }

    /** What is put behind the cell to tell all that is known of it: {@code , ticks 500, commit each 1.00 s, a spare worker}. */
    public String conditions() {
        return (load.isKnown() ? ", " + load : "")
                + (commitMicros == 0 ? "" : ", commit each " + commitSeconds() + " s")
                + ", " + spare.inSentence();
    }

    /** What is put behind a cell in which a worker is killed, to say who could take over: {@code , no spare worker}. */
    public String readiness() {
        return cell.fault().endsAWorker() ? ", " + spare.inSentence() : "";
    }

    /** The commit interval as it is printed: {@code 1.00}; a dash where it is not known. */
    public String commitSeconds() {
        return commitMicros == 0 ? "-" : Unit.SECONDS.text(commitMicros);
    }

    /** Whether the two may be put beside each other: they are equal, or differ in nothing but the lane. */
    boolean isLike(Population other) {
        return isLikeButForTheSpare(other) && !hasOtherChancesThan(other);
    }

    /** Whether a worker is killed in both and only one of them had another ready: what they take is no ratio then. */
    boolean hasOtherChancesThan(Population other) {
        return cell.fault().endsAWorker() && spare != other.spare;
    }

    /** Whether the two differ in nothing but the lane and the spare. */
    boolean isLikeButForTheSpare(Population other) {
        return cell.sink() == other.cell.sink()
                && cell.fault() == other.cell.fault()
                && settings.equals(other.settings)
                && load.equals(other.load)
                && (commitMicros == other.commitMicros || settings.leaveCommitsToTheLane());
    }
}
