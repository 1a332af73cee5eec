package io.twinstream.lab.series;

import static io.twinstream.lab.fault.Moments.rowsVisible;
import static io.twinstream.lab.fault.Moments.rowsVisibleFor;
import static io.twinstream.lab.fault.OnBroker.broker;
import static io.twinstream.lab.fault.OnDatabase.database;
import static io.twinstream.lab.fault.OnLane.aCheckpointIsRefused;
import static io.twinstream.lab.fault.OnLane.coordinatorsAreKilled;
import static io.twinstream.lab.fault.OnLane.everyWorkerIsKilled;
import static io.twinstream.lab.fault.OnLane.workersAreKilled;
import static io.twinstream.lab.fault.OnNetwork.wayToDatabase;
import static io.twinstream.lab.fault.UnansweredCommits.commitsUnanswered;
import static io.twinstream.lab.workload.Ticks.ticks;

import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lab.fault.Disruption;
import io.twinstream.lab.fault.Moment;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.trial.Plan;
import io.twinstream.lab.workload.Ticks;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A trial of the matrix: one cell alone, so that latency and recovery are measured too, or the cells of a lane under
 * one fault together, which says what is delivered and takes a fraction of the time.
 *
 * @param cells of one lane and one fault
 * @param load what its topic is fed with
 */
public record MatrixTrial(List<Cell> cells, Load.Ticks load) {

    private static final Load.Ticks ALONE = new Load.Ticks(500);

    /** What three drivers and three executors can keep up with on two cores. */
    private static final Load.Ticks TOGETHER = new Load.Ticks(200);

    private static final int PLANTED_EVERY = 500;
    private static final Duration UNDISTURBED = Duration.ofSeconds(20);

    /**
     * How many of Spark's triggers fall into a trial without a fault, at the least; the warm-up takes the first of
     * them.
     */
    private static final int BATCHES_UNDISTURBED = 6;

    /**
     * How many ticks a trial without a fault has, at the least: a p90 takes 100 after the warm-up, which Spark's first
     * batch is a part of.
     */
    private static final int TICKS_UNDISTURBED = 150;

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** How many of Spark's batches a recovery is compared with, at the least. */
    private static final int BATCHES = 3;

    private static final Duration BEFORE_THE_FAULT = Duration.ofSeconds(14);

    private static final int ROWS_BEFORE_THE_FAULT = 500;

    /** Longer than {@link #SOCKET_TIMEOUT}, so that a lane gives up and has to send again. */
    private static final Duration HELD_UP = Duration.ofSeconds(8);

    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(3);

    /**
     * Faults that hurt a sink only if they fall between a commit and its answer, which they do not by chance where a lane
     * commits once in a while.
     */
    private static final Set<Fault> LOSE_AN_ANSWER = Set.of(
            Fault.WORKER_KILL,
            Fault.DATABASE_PAUSE,
            Fault.DATABASE_RESTART,
            Fault.DATABASE_KILL,
            Fault.DATABASE_DISCONNECT,
            Fault.NETWORK);

    /** It prepares before it commits, so that another answer than that to its commit is lost first. */
    private static final Subject PREPARES = new Subject(Lane.FLINK, SinkMode.TRANSACTIONAL);

    /** To drain in: besides what a lane needs for itself, so many commit intervals. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final int INTERVALS = 6;

    /** Nothing has to recover from a malformed record; a lane that may halt at it is not waited for longer. */
    private static final Duration DEADLINE_OF_THE_HALTED = Duration.ofSeconds(30);

    /**
     * A trial of these cells.
     *
     * @throws IllegalArgumentException if there is none, they differ in lane or fault, one comes twice or does not
     *     apply, or there is a fault and the load is not the usual one; the message says why
     */
    public MatrixTrial {
        cells = List.copyOf(cells);
        long kinds = cells.stream()
                .map(cell -> List.of(cell.lane(), cell.fault()))
                .distinct()
                .count();
        if (kinds != 1 || Set.copyOf(cells).size() < cells.size()) {
            throw new IllegalArgumentException(
                    "A trial has cells of one lane and one fault, each once, not " + cells + ".");
        }
        cells.forEach(Cell::requireApplies);
        if (!load.equals(usual(cells)) && cells.get(0).fault() != Fault.NONE) {
            throw new IllegalArgumentException("Only a trial without a fault takes another load than "
                    + usual(cells).perSecond() + " ticks a second, not one of " + cells + ".");
        }
    }

    /** A trial of these cells under the usual load. */
    public MatrixTrial(List<Cell> cells) {
        this(cells, usual(cells));
    }

    /** This cell alone. */
    public static MatrixTrial of(Cell cell) {
        return new MatrixTrial(List.of(cell));
    }

    /**
     * The trial that is printed as {@code flink/UPSERT/WORKER_KILL} or {@code flink/APPEND+UPSERT/WORKER_KILL}, in any
     * case, and with a load that is not the usual one, in ticks a second, as {@code flink/UPSERT/NONE@50}.
     *
     * @throws IllegalArgumentException if there is none; the message says why
     */
    public static MatrixTrial of(String text) {
        String[] halves = text.split("@", 2);
        List<Cell> cells = cells(halves[0]);
        return halves.length == 1 ? new MatrixTrial(cells) : new MatrixTrial(cells, Load.Ticks.of(halves[1]));
    }

    private static List<Cell> cells(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            return List.of(Cell.of(text));
        }
        return Stream.of(parts[1].split("\\+", -1))
                .map(sink -> Cell.of(parts[0] + "/" + sink + "/" + parts[2]))
                .toList();
    }

    private static Load.Ticks usual(List<Cell> cells) {
        return cells.size() == 1 ? ALONE : TOGETHER;
    }

    boolean isAlone() {
        return cells.size() == 1;
    }

    /** The lane of its cells. */
    public Lane lane() {
        return cells.get(0).lane();
    }

    public Fault fault() {
        return cells.get(0).fault();
    }

    /** Whether it is of one of the two lanes that are set beside each other. */
    boolean isOfEngine() {
        return Matrix.BOTH_ENGINES.contains(lane());
    }

    /** What it has in common with the trials of other lanes that it is set beside. */
    List<?> withoutLane() {
        return List.of(fault(), cells.stream().map(Cell::sink).collect(Collectors.toSet()), load);
    }

    /** This trial with these settings of the engines and this spare, named where they are not the usual ones. */
    public PlannedTrial planned(Settings settings, Spare spare) {
        String name = this
                + (settings.equals(Settings.TUNED) ? "" : " with " + settings.name())
                + (spare == Spare.WITH ? "" : " without a spare");
        return new PlannedTrial(name, Set.copyOf(cells), settings, plan(settings, spare));
    }

    /** What it shall do. */
    public Plan plan(Settings settings, Spare spare) {
        List<Deployment> subjects = cells.stream()
                .map(cell -> Deployment.of(cell.subject(), settings))
                .toList();
        return new Plan(
                subjects,
                workload(settings),
                disruption().map(broken -> new Plan.Strike(broken, moment(settings))),
                fault() == Fault.DATABASE_PAUSE || fault() == Fault.NETWORK ? SOCKET_TIMEOUT : null,
                spare,
                fault() == Fault.POISON && mayHalt()
                        ? DEADLINE_OF_THE_HALTED
                        : DEADLINE.plus(subjects.get(0).commitInterval().multipliedBy(INTERVALS)));
    }

    private boolean mayHalt() {
        return cells.stream()
                .anyMatch(cell ->
                        Contract.of(cell.lane(), cell.sink()).mayHaltUnder().contains(fault()));
    }

    private Moment moment(Settings settings) {
        if (isAlone()) {
            return rowsVisibleFor(beforeTheFault(settings));
        }
        return isAimed() ? commitsUnanswered(ROWS_BEFORE_THE_FAULT) : rowsVisible(ROWS_BEFORE_THE_FAULT);
    }

    /** Not where recovery is measured: a database that withholds its answers delays that, too. */
    private boolean isAimed() {
        return !isAlone()
                && LOSE_AN_ANSWER.contains(fault())
                && cells.stream().noneMatch(cell -> cell.subject().equals(PREPARES));
    }

    private static Duration beforeTheFault(Settings settings) {
        return longer(BEFORE_THE_FAULT, batches(BATCHES, settings));
    }

    private static Duration undisturbed(Settings settings) {
        return longer(UNDISTURBED, batches(BATCHES_UNDISTURBED, settings));
    }

    private static Duration batches(int count, Settings settings) {
        return WARM_UP.plus(settings.trigger().multipliedBy(count));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Ticks workload(Settings settings) {
        Ticks ticks = ticks().at(load);
        return switch (fault()) {
            case NONE ->
                ticks.lasting(longer(undisturbed(settings), Duration.ofSeconds(TICKS_UNDISTURBED / load.perSecond())));
            case POISON -> ticks.lasting(UNDISTURBED).withMalformedEvery(PLANTED_EVERY);
            default -> ticks.untilRecovered();
        };
    }

    /** What is broken; empty where nothing is, or where the feed itself is the fault. */
    public Optional<Disruption> disruption() {
        return switch (fault()) {
            case NONE, POISON -> Optional.empty();
            case WORKER_KILL -> Optional.of(isAimed() ? everyWorkerIsKilled() : workersAreKilled());
            case COORDINATOR_KILL -> Optional.of(coordinatorsAreKilled());
            case PROGRESS_REFUSED -> Optional.of(aCheckpointIsRefused());
            case BROKER_RESTART -> Optional.of(broker().isRestarted());
            case BROKER_KILL -> Optional.of(broker().isKilled());
            case BROKER_PAUSE -> Optional.of(broker().isPausedFor(HELD_UP));
            case DATABASE_PAUSE -> Optional.of(database().isPausedFor(HELD_UP));
            case DATABASE_RESTART -> Optional.of(database().isRestarted());
            case DATABASE_KILL -> Optional.of(database().isKilled());
            case DATABASE_DISCONNECT -> Optional.of(database().endsTheSessions());
            case DATABASE_LOCK -> Optional.of(database().isLockedFor(HELD_UP));
            case NETWORK -> Optional.of(wayToDatabase().timesOutFor(HELD_UP));
            case SINK_FULL -> Optional.of(database().isReadOnlyFor(HELD_UP));
        };
    }

    /**
     * {@code flink/UPSERT/WORKER_KILL}, {@code flink/APPEND+UPSERT+TRANSACTIONAL/WORKER_KILL} or
     * {@code flink/UPSERT/NONE@50}.
     */
    @Override
    public String toString() {
        String sinks =
                String.join("+", cells.stream().map(cell -> cell.sink().name()).toList());
        return lane() + "/" + sinks + "/" + fault() + (load.equals(usual(cells)) ? "" : "@" + load.perSecond());
    }
}
