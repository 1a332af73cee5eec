package io.twinstream.archive;

import io.twinstream.experiment.Lanes;
import io.twinstream.lane.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A figure of one lane over that of another, from trials of one run that took turns and differ in nothing but the lane.
 */
public record LaneRatio(Sample above, Sample below, Sample.Ratio ratio) {

    /**
     * All ratios of a run that have an interval and a noise floor, in the order of its populations: a ratio without
     * them says nothing. Below is the lane that {@link Lanes} lists first.
     */
    public static List<LaneRatio> of(RunTables run, Collection<Figure> figures) {
        List<LaneRatio> ratios = new ArrayList<>();
        for (Population above : run.populations()) {
            for (Population below : run.populations()) {
                if (Lanes.ORDER.compare(below.cell().lane(), above.cell().lane()) < 0
                        && above.isLike(below)
                        && run.tookTurns(above, below)) {
                    figures.stream()
                            .filter(figure -> figure.isOf(above.cell().fault()))
                            .forEach(figure -> add(ratios, run.sample(above, figure), run.sample(below, figure)));
                }
            }
        }
        return List.copyOf(ratios);
    }

    /** What the ratios of a run do not show, a sentence each. */
    public static List<String> warnings(RunTables run, List<LaneRatio> ratios) {
        return Stream.concat(refused(run).stream(), asLongAsTheFloor(ratios).stream())
                .toList();
    }

    /**
     * Lanes that were not seen to take longer to come back than the floor, which has no engine: what was measured there
     * may be the writer that both have, or the server.
     */
    private static List<String> asLongAsTheFloor(List<LaneRatio> ratios) {
        List<String> warnings = new ArrayList<>();
        for (LaneRatio ratio : ratios) {
            Population floor = ratio.above.population();
            if (floor.cell().lane().equals(Lane.FLOOR)
                    && ratio.above.figure().isOfRecovery()
                    && !ratio.ratio.isSignificant()) {
                Population lane = ratio.below.population();
                warnings.add(ratio.above.figure().label() + " of " + lane.cell() + lane.otherLoad()
                        + " was not seen to differ from that of " + floor.cell().lane()
                        + ", which has no engine (ratio "
                        + ratio.ratio.text() + "): what was measured may be the writer or the server.");
            }
        }
        return List.copyOf(warnings);
    }

    /**
     * Pairs of a run that would have ratios if both or neither had a spare, a sentence each: between them a figure
     * says who could take over, not which lane is faster.
     */
    static List<String> refused(RunTables run) {
        List<String> refused = new ArrayList<>();
        for (Population above : run.populations()) {
            for (Population below : run.populations()) {
                if (Lanes.ORDER.compare(below.cell().lane(), above.cell().lane()) < 0
                        && above.isLikeButForTheSpare(below)
                        && above.hasOtherChancesThan(below)
                        && run.populations().stream()
                                .noneMatch(other -> other.cell().equals(below.cell()) && above.isLike(other))) {
                    refused.add("No ratio of " + above.cell().lane() + " over "
                            + below.cell().lane() + ", " + above.cell().sink() + "/"
                            + above.cell().fault() + above.otherLoad() + ": unequal spares, "
                            + below.cell().lane() + " had " + below.spare().inSentence() + " and "
                            + above.cell().lane() + " " + above.spare().inSentence() + ".");
                }
            }
        }
        return List.copyOf(refused);
    }

    private static void add(List<LaneRatio> ratios, Sample above, Sample below) {
        above.over(below)
                .filter(ratio -> ratio.interval().isPresent() && ratio.noise().isPresent())
                .ifPresent(ratio -> ratios.add(new LaneRatio(above, below, ratio)));
    }

    /** {@code spark over flink}. */
    public String lanes() {
        return above.population().cell().lane() + " over "
                + below.population().cell().lane();
    }

    /**
     * {@code UPSERT/DATABASE_KILL}, or under a load that is not the usual one {@code UPSERT/NONE, ticks 50}.
     * Where a worker is killed it says who could take over: {@code UPSERT/WORKER_KILL, a spare worker}.
     */
    public String under() {
        return above.population().cell().sink() + "/"
                + above.population().cell().fault()
                + above.population().otherLoad()
                + above.population().readiness();
    }

    /** What it shows: {@code more}, {@code less} or {@code not resolved}. */
    public String reading() {
        if (!ratio.isSignificant()) {
            return "not resolved";
        }
        return ratio.value() > 1 ? "more" : "less";
    }
}
