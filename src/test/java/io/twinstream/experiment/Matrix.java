package io.twinstream.experiment;

import static io.twinstream.fault.Moments.rowsVisibleFor;
import static io.twinstream.fault.OnBroker.broker;
import static io.twinstream.fault.OnDatabase.database;
import static io.twinstream.fault.OnLane.aCheckpointIsRefused;
import static io.twinstream.fault.OnLane.coordinatorsAreKilled;
import static io.twinstream.fault.OnLane.workersAreKilled;
import static io.twinstream.fault.OnNetwork.wayToDatabase;
import static io.twinstream.workload.Ticks.ticks;

import io.twinstream.cell.Cell;
import io.twinstream.cell.Fault;
import io.twinstream.cell.Lane;
import io.twinstream.cell.SinkMode;
import io.twinstream.environment.EngineSettings;
import io.twinstream.fault.Disruption;
import io.twinstream.workload.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every cell as a trial with a single subject, so that latency and recovery are measured too. */
public final class Matrix {

    private static final int PER_SECOND = 500;
    private static final int PLANTED_EVERY = 500;
    private static final Duration UNDISTURBED = Duration.ofSeconds(20);

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** How many of Spark's batches a recovery is compared with, at the least. */
    private static final int BATCHES = 3;

    private static final Duration BEFORE_THE_FAULT = Duration.ofSeconds(14);

    /** Longer than {@link #SOCKET_TIMEOUT}, so that a lane gives up and has to send again. */
    private static final Duration HELD_UP = Duration.ofSeconds(8);

    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(3);

    /** To drain in: besides what a lane needs for itself, so many commit intervals. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final int INTERVALS = 6;

    /** Nothing has to recover from a malformed record; who is not done by then has halted at it. */
    private static final Duration DEADLINE_OF_POISON = Duration.ofSeconds(30);

    private static final List<Lane> BOTH_ENGINES = List.of(Lane.FLINK, Lane.SPARK);
    private static final List<Fault> TELLING =
            List.of(Fault.WORKER_KILL, Fault.COORDINATOR_KILL, Fault.DATABASE_KILL, Fault.BROKER_KILL);
    private static final List<SinkMode> SINKS = List.of(SinkMode.UPSERT, SinkMode.APPEND, SinkMode.TRANSACTIONAL);

    private Matrix() {}

    /**
     * All cells that apply: the most telling first, the engines in turn, and before the first of each subject its twin. With the
     * original's settings it is the most telling of the original's sinks.
     */
    public static List<Cell> inOrder(EngineSettings settings) {
        List<Cell> order = new ArrayList<>();
        Set<Cell> twins = new HashSet<>();
        Cell.all().stream()
                .filter(cell -> cell.fault() != Fault.NONE)
                .filter(cell -> settings == EngineSettings.TUNED || isOriginals(cell))
                .sorted(Comparator.comparing(Matrix::tier)
                        .thenComparing(Matrix::rank)
                        .thenComparing(Cell::fault)
                        .thenComparing(cell -> SINKS.indexOf(cell.sink()))
                        .thenComparing(Cell::lane))
                .forEach(cell -> {
                    Cell twin = new Cell(cell.lane(), cell.sink(), Fault.NONE);
                    if (twins.add(twin)) {
                        order.add(twin);
                    }
                    order.add(cell);
                });
        return order;
    }

    private static boolean isOriginals(Cell cell) {
        return tier(cell) < 2 && cell.sink() != SinkMode.TRANSACTIONAL;
    }

    private static int tier(Cell cell) {
        boolean early = BOTH_ENGINES.contains(cell.lane()) && TELLING.contains(cell.fault());
        return !early ? 2 : cell.sink() == SinkMode.UPSERT ? 0 : 1;
    }

    private static int rank(Cell cell) {
        int telling = TELLING.indexOf(cell.fault());
        return telling >= 0 ? telling : TELLING.size();
    }

    /** @throws IllegalArgumentException if the cell does not apply; the message says why */
    static void requireApplies(Cell cell) {
        cell.notApplicable().ifPresent(reason -> {
            throw new IllegalArgumentException("Cell " + cell + " does not apply: " + reason + ".");
        });
    }

    /**
     * What a trial of this cell shall do.
     *
     * @throws IllegalArgumentException if the cell does not apply; the message says why
     */
    static Plan plan(Cell cell, EngineSettings settings) {
        requireApplies(cell);
        Subject subject = subject(cell, settings);
        return new Plan(
                List.of(subject),
                workload(cell.fault()),
                disruption(cell.fault())
                        .map(broken -> new Plan.Strike(broken, rowsVisibleFor(beforeTheFault(settings)))),
                cell.fault() == Fault.DATABASE_PAUSE || cell.fault() == Fault.NETWORK ? SOCKET_TIMEOUT : null,
                cell.fault() == Fault.POISON
                        ? DEADLINE_OF_POISON
                        : DEADLINE.plus(subject.commitInterval().multipliedBy(INTERVALS)));
    }

    private static Duration beforeTheFault(EngineSettings settings) {
        Duration batches = WARM_UP.plus(settings.trigger().multipliedBy(BATCHES));
        return batches.compareTo(BEFORE_THE_FAULT) > 0 ? batches : BEFORE_THE_FAULT;
    }

    static Subject subject(Cell cell, EngineSettings settings) {
        return sound(cell).with(settings);
    }

    private static Subject sound(Cell cell) {
        return switch (cell.lane()) {
            case FLINK -> Subject.flink(cell.sink());
            case FLINK_SQL -> Subject.flinkSql();
            case SPARK -> Subject.spark(cell.sink());
            case SPARK_REALTIME -> Subject.sparkRealtime(cell.sink());
            case FLOOR -> Subject.floor();
        };
    }

    private static Ticks workload(Fault fault) {
        Ticks ticks = ticks().perSecond(PER_SECOND);
        return switch (fault) {
            case NONE -> ticks.lasting(UNDISTURBED);
            case POISON -> ticks.lasting(UNDISTURBED).withMalformedEvery(PLANTED_EVERY);
            default -> ticks.untilRecovered();
        };
    }

    /** What is broken under this fault; empty where nothing is, or where the feed itself is the fault. */
    static Optional<Disruption> disruption(Fault fault) {
        return switch (fault) {
            case NONE, POISON -> Optional.empty();
            case WORKER_KILL -> Optional.of(workersAreKilled());
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
}
