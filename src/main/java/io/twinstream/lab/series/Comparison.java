package io.twinstream.lab.series;

import io.twinstream.archive.SubjectResult;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.ResourceUse;
import io.twinstream.checker.Verdict;
import io.twinstream.lab.lane.Subject;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.trial.Outcome;
import io.twinstream.lab.trial.Plan;
import io.twinstream.lab.workload.Workload;
import io.twinstream.report.text.ConsoleTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Lanes one after another under the same loads, each alone on the machine, in blocks A B C C B A: what the machine does
 * besides then falls on all of them.
 */
public final class Comparison {

    /** A load, as it is printed. */
    public record Load(String name, Workload workload) {}

    /** What trials of one lane under one load have in common. */
    private record Cell(Subject subject, Load load) {}

    private final Laboratory laboratory;
    private final List<Cell> order = new ArrayList<>();
    private final Map<Cell, List<SubjectResult>> results = new LinkedHashMap<>();
    private final Duration deadline;

    /**
     * A comparison, not begun.
     *
     * @param deadline how long a lane may take, after the last tick, until every record is accounted for
     */
    public Comparison(Laboratory laboratory, List<Subject> lanes, List<Load> loads, Duration deadline) {
        this.laboratory = laboratory;
        this.deadline = deadline;
        for (Load load : loads) {
            List<Cell> block = lanes.stream().map(lane -> new Cell(lane, load)).toList();
            block.forEach(cell -> results.put(cell, new ArrayList<>()));
            order.addAll(block);
            List<Cell> back = new ArrayList<>(block);
            Collections.reverse(back);
            order.addAll(back);
        }
    }

    /** Runs every trial and returns a line for each lane under each load. Says where it is before each trial. */
    public List<ConsoleTable.Line> run() throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < order.size(); i++) {
            Cell cell = order.get(i);
            String title = "%d of %d: %s at %s%s"
                    .formatted(
                            i + 1,
                            order.size(),
                            cell.subject().name(),
                            cell.load().name(),
                            left(i, System.nanoTime() - start));
            Outcome outcome = laboratory.run(
                    title, new Plan(List.of(cell.subject()), cell.load().workload(), deadline));
            results.get(cell).add(outcome.of(cell.subject()));
        }
        return results.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String left(int done, long nanos) {
        if (done == 0) {
            return "";
        }
        long minutes = Math.round(nanos / 60e9 / done * (order.size() - done));
        return ", about %d min left".formatted(Math.max(1, minutes));
    }

    private static ConsoleTable.Line line(Cell cell, List<SubjectResult> trials) {
        List<ResourceUse> used =
                trials.stream().flatMap(trial -> trial.resources().stream()).toList();
        double cpuSeconds = used.stream().mapToLong(ResourceUse::cpuMillis).sum() / 1_000.0 / used.size();
        long peak = used.stream().mapToLong(ResourceUse::peakBytes).max().orElse(0);
        return new ConsoleTable.Line(
                cell.subject().lane().id(),
                cell.subject().sink().name(),
                cell.load().name(),
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
