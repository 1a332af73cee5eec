package io.twinstream.lab.series;

import io.twinstream.archive.Fairness;
import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.SubjectResult;
import io.twinstream.archive.TrialFolder;
import io.twinstream.archive.TrialResult;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.ResourceUse;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lab.lane.Deployment;
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
 * Lanes one after another under the same loads, each alone on the machine, in blocks A B C C B A: what the machine does
 * besides then falls on all of them.
 *
 * @param spare whether a worker stands ready to take over
 * @param deadline how long a lane may take, after the last tick, until every record is accounted for
 */
public record Comparison(List<Deployment> lanes, List<Workload> workloads, Spare spare, Duration deadline) {

    /** Every trial, in their order. */
    public List<PlannedTrial> trials(Settings settings) {
        List<PlannedTrial> order = new ArrayList<>();
        for (Workload workload : workloads) {
            List<PlannedTrial> block =
                    lanes.stream().map(lane -> trial(lane, workload, settings)).toList();
            order.addAll(block);
            List<PlannedTrial> back = new ArrayList<>(block);
            Collections.reverse(back);
            order.addAll(back);
        }
        return order;
    }

    private PlannedTrial trial(Deployment lane, Workload workload, Settings settings) {
        return new PlannedTrial(
                lane.name() + " at " + workload.load(),
                Set.of(cell(lane)),
                settings,
                new Plan(List.of(lane), workload, spare, deadline));
    }

    private static Cell cell(Deployment lane) {
        return new Cell(lane.subject(), Fault.NONE);
    }

    /** What the lanes of these trials were given, a line each. */
    public List<String> fairness(List<JudgedSubject> judged, Settings settings) throws IOException {
        List<Fairness> fairness = new ArrayList<>();
        for (JudgedSubject trial : judged) {
            TrialResult result = new TrialFolder(trial.folder()).judged();
            result.subjects().forEach(subject -> fairness.add(Fairness.of(result, subject, settings)));
        }
        return Fairness.texts(fairness.stream());
    }

    /** A line for each lane under each load that some of these trials were of. */
    public List<ConsoleTable.Line> table(List<JudgedSubject> judged) throws IOException {
        List<ConsoleTable.Line> lines = new ArrayList<>();
        for (Workload workload : workloads) {
            for (Deployment lane : lanes) {
                List<SubjectResult> results = new ArrayList<>();
                for (JudgedSubject trial : judged) {
                    if (trial.cell().equals(cell(lane)) && trial.load().equals(workload.load())) {
                        results.addAll(new TrialFolder(trial.folder()).judged().subjects());
                    }
                }
                if (!results.isEmpty()) {
                    lines.add(line(lane, workload, results));
                }
            }
        }
        return lines;
    }

    private static ConsoleTable.Line line(Deployment lane, Workload workload, List<SubjectResult> trials) {
        List<ResourceUse> used =
                trials.stream().flatMap(trial -> trial.resources().stream()).toList();
        double cpuSeconds = used.stream().mapToLong(ResourceUse::cpuMillis).sum() / 1_000.0 / used.size();
        long peak = used.stream().mapToLong(ResourceUse::peakBytes).max().orElse(0);
        return new ConsoleTable.Line(
                lane.lane().id(),
                lane.sink().name(),
                workload.load(),
                trials.stream().mapToLong(trial -> trial.delivery().rows()).sum(),
                trials.stream()
                        .map(trial -> trial.delivery().delivered())
                        .max(Comparator.naturalOrder())
                        .orElse(Delivered.UNKNOWN),
                LatencyProfile.merged(
                        trials.stream().map(SubjectResult::latency).toList()),
                used.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(cpuSeconds),
                used.isEmpty() ? OptionalLong.empty() : OptionalLong.of(peak));
    }
}
