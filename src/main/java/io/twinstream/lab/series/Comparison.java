package io.twinstream.lab.series;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Population;
import io.twinstream.archive.SubjectResult;
import io.twinstream.archive.TrialFolder;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.ResourceUse;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.lab.lane.Subject;
import io.twinstream.lab.server.EngineSettings;
import io.twinstream.lab.trial.Plan;
import io.twinstream.lab.workload.Workload;
import io.twinstream.report.text.ConsoleTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Lanes one after another under the same loads, each alone on the machine, in blocks A B C C B A: what the machine does besides
 * then falls on all of them.
 *
 * @param deadline how long a lane may take, after the last tick, until every record is accounted for
 */
public record Comparison(List<Subject> lanes, List<Load> loads, Duration deadline) {

    /** A load, as it is printed. */
    public record Load(String name, Workload workload) {}

    /** Every trial, in their order. */
    public List<PlannedTrial> trials(EngineSettings settings) {
        List<PlannedTrial> order = new ArrayList<>();
        for (Load load : loads) {
            List<PlannedTrial> block =
                    lanes.stream().map(lane -> trial(lane, load, settings)).toList();
            order.addAll(block);
            List<PlannedTrial> back = new ArrayList<>(block);
            Collections.reverse(back);
            order.addAll(back);
        }
        return order;
    }

    private PlannedTrial trial(Subject lane, Load load, EngineSettings settings) {
        return new PlannedTrial(
                lane.name() + " at " + load.name(),
                Set.of(cell(lane)),
                settings,
                new Plan(List.of(lane), load.workload(), deadline));
    }

    private static Cell cell(Subject lane) {
        return new Cell(lane.lane(), lane.sink(), Fault.NONE);
    }

    /** A line for each lane under each load that some of these trials were of. */
    public List<ConsoleTable.Line> table(List<JudgedSubject> judged) throws IOException {
        List<ConsoleTable.Line> lines = new ArrayList<>();
        for (Load load : loads) {
            for (Subject lane : lanes) {
                List<SubjectResult> results = new ArrayList<>();
                for (JudgedSubject trial : judged) {
                    if (trial.cell().equals(cell(lane))
                            && trial.load()
                                    .equals(Population.loadOf(load.workload().settings()))) {
                        results.addAll(new TrialFolder(trial.folder()).judged().subjects());
                    }
                }
                if (!results.isEmpty()) {
                    lines.add(line(lane, load, results));
                }
            }
        }
        return lines;
    }

    private static ConsoleTable.Line line(Subject lane, Load load, List<SubjectResult> trials) {
        List<ResourceUse> used =
                trials.stream().flatMap(trial -> trial.resources().stream()).toList();
        double cpuSeconds = used.stream().mapToLong(ResourceUse::cpuMillis).sum() / 1_000.0 / used.size();
        long peak = used.stream().mapToLong(ResourceUse::peakBytes).max().orElse(0);
        return new ConsoleTable.Line(
                lane.lane().id(),
                lane.sink().name(),
                load.name(),
                trials.stream().mapToLong(trial -> trial.delivery().rows()).sum(),
                worst(trials),
                LatencyProfile.merged(
                        trials.stream().map(SubjectResult::latency).toList()),
                used.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(cpuSeconds),
                used.isEmpty() ? OptionalLong.empty() : OptionalLong.of(peak));
    }

    /** The verdict that a reader must not miss: the enum lists them from good to bad. */
    private static Verdict worst(List<SubjectResult> trials) {
        return trials.stream()
                .map(trial -> trial.delivery().verdict())
                .max(Comparator.naturalOrder())
                .orElse(Verdict.UNKNOWN);
    }
}
