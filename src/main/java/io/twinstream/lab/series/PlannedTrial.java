package io.twinstream.lab.series;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lab.trial.Plan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One trial of a {@link Series}.
 *
 * @param name as it is printed
 * @param cells of its subjects
 * @param settings of the engines
 * @param plan what it shall do
 */
public record PlannedTrial(String name, Set<Cell> cells, Settings settings, Plan plan) {

    public PlannedTrial {
        cells = Set.copyOf(cells);
    }

    /** What it has in common with its repetitions: a trial that was judged counts as one of them. */
    List<Object> kind() {
        return kind(settings, cells, plan.workload().load(), plan.spare());
    }

    /** The kind of a trial that was judged, by what it says of its subjects. */
    static List<Object> kind(Settings settings, List<JudgedSubject> trial) {
        return kind(
                settings,
                trial.stream().map(JudgedSubject::cell).collect(Collectors.toSet()),
                trial.get(0).load(),
                trial.get(0).spare());
    }

    private static List<Object> kind(Settings settings, Set<Cell> cells, Load load, Spare spare) {
        return List.of(settings, cells, load, spare);
    }

    @Override
    public String toString() {
        return name;
    }
}
