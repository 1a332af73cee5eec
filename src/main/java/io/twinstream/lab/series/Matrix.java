package io.twinstream.lab.series;

import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The order in which all cells are gone through, so that a run that ends early has shown most. */
public final class Matrix {

    static final List<Lane> BOTH_ENGINES = List.of(Lane.FLINK, Lane.SPARK);
    private static final List<Fault> TELLING =
            List.of(Fault.WORKER_KILL, Fault.COORDINATOR_KILL, Fault.DATABASE_KILL, Fault.BROKER_KILL);
    private static final List<SinkMode> SINKS =
            List.of(SinkMode.UPSERT, SinkMode.APPEND, SinkMode.TRANSACTIONAL, SinkMode.LEDGER);

    private Matrix() {}

    /**
     * First the most telling cells alone; then every lane that has several sink modes under every fault, with all of
     * them together, after which there is a verdict for most cells; then all other cells alone. The engines take turns,
     * and before the first trial of each subject comes its twin. With other settings than the tuned ones it is the most
     * telling of the original's sinks.
     */
    public static List<MatrixTrial> inOrder(Settings settings) {
        List<Cell> alone = alone(settings);
        return settings.equals(Settings.TUNED)
                ? Stream.of(
                                alone.stream().filter(Matrix::isMostTelling).map(MatrixTrial::of),
                                together(),
                                alone.stream()
                                        .filter(cell -> !isMostTelling(cell))
                                        .map(MatrixTrial::of))
                        .flatMap(trials -> trials)
                        .toList()
                : alone.stream().map(MatrixTrial::of).toList();
    }

    /**
     * These trials so often over. The two engines change places each time, A B, B A: what grows slowly over a run then
     * does not always fall on the same one.
     */
    public static List<MatrixTrial> repeated(List<MatrixTrial> trials, int repetitions) {
        List<MatrixTrial> turned = turned(trials);
        List<MatrixTrial> repeated = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            repeated.addAll(i % 2 == 0 ? trials : turned);
        }
        return repeated;
    }

    /**
     * These trials, those of the engines that differ in nothing but the lane in the opposite order, each in the place
     * of another.
     */
    private static List<MatrixTrial> turned(List<MatrixTrial> trials) {
        Map<List<?>, Deque<MatrixTrial>> alike = new HashMap<>();
        trials.stream()
                .filter(MatrixTrial::isOfEngine)
                .forEach(trial -> alike.computeIfAbsent(trial.withoutLane(), key -> new ArrayDeque<>())
                        .push(trial));
        return trials.stream()
                .map(trial ->
                        trial.isOfEngine() ? alike.get(trial.withoutLane()).pop() : trial)
                .toList();
    }

    /**
     * These trials so often over with each of these settings. The settings take turns as the engines do, A B, B A, and
     * one of them has the servers for all trials of a turn.
     */
    public static List<PlannedTrial> swept(
            List<MatrixTrial> trials, List<Settings> settings, Spare spare, int repetitions) {
        List<MatrixTrial> turned = turned(trials);
        List<Settings> back = new ArrayList<>(settings);
        Collections.reverse(back);
        List<PlannedTrial> swept = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            for (Settings one : i % 2 == 0 ? settings : back) {
                for (MatrixTrial trial : i % 2 == 0 ? trials : turned) {
                    swept.add(trial.planned(one, spare));
                }
            }
        }
        return swept;
    }

    private static List<Cell> alone(Settings settings) {
        List<Cell> order = new ArrayList<>();
        Set<Cell> twins = new HashSet<>();
        Cell.all().stream()
                .filter(cell -> cell.fault() != Fault.NONE)
                .filter(cell -> settings.equals(Settings.TUNED) || isOriginals(cell))
                .sorted(Comparator.comparingInt(Matrix::tier)
                        .thenComparingInt(cell -> rank(cell.fault()))
                        .thenComparing(Cell::fault)
                        .thenComparingInt(cell -> SINKS.indexOf(cell.sink()))
                        .thenComparing(Cell::lane, Lanes.ORDER))
                .forEach(cell -> {
                    Cell twin = new Cell(cell.subject(), Fault.NONE);
                    if (twins.add(twin)) {
                        order.add(twin);
                    }
                    order.add(cell);
                });
        return order;
    }

    private static Stream<MatrixTrial> together() {
        return Arrays.stream(Fault.values())
                .sorted(Comparator.comparingInt(Matrix::rank).thenComparing(Comparator.naturalOrder()))
                .flatMap(fault -> Lanes.all().stream()
                        .map(lane -> Cell.all().stream()
                                .filter(cell -> cell.lane().equals(lane.lane()) && cell.fault() == fault)
                                .toList()))
                .filter(cells -> cells.size() > 1)
                .map(MatrixTrial::new);
    }

    private static boolean isOriginals(Cell cell) {
        return BOTH_ENGINES.contains(cell.lane())
                && TELLING.contains(cell.fault())
                && List.of(SinkMode.APPEND, SinkMode.UPSERT).contains(cell.sink());
    }

    private static boolean isMostTelling(Cell cell) {
        return BOTH_ENGINES.contains(cell.lane())
                && cell.sink() == SinkMode.UPSERT
                && (cell.fault() == Fault.NONE || TELLING.contains(cell.fault()));
    }

    /**
     * A lane with one sink mode has no trial of several together: its cells have no verdict until they had one alone.
     */
    private static int tier(Cell cell) {
        if (isMostTelling(cell)) {
            return 0;
        }
        if (Lanes.of(cell.lane()).sinks().size() == 1) {
            return 1;
        }
        return BOTH_ENGINES.contains(cell.lane()) && TELLING.contains(cell.fault()) ? 2 : 3;
    }

    /** The twin first, then the most telling. */
    private static int rank(Fault fault) {
        if (fault == Fault.NONE) {
            return -1;
        }
        return TELLING.contains(fault) ? TELLING.indexOf(fault) : TELLING.size();
    }
}
