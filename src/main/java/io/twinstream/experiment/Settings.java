package io.twinstream.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How often the engines make their progress durable, and how fast they notice a death and act on it: a name, which is
 * its text, and what is set under it. A sweep is a list of these.
 *
 * @param checkpointInterval Flink's
 * @param trigger the interval between Spark's batches
 * @param flush how long a row waits, at the most, in a writer that does not wait for a batch or a checkpoint
 * @param registration how fast a cluster of Flink finds itself; empty for Flink's own values, with which a start takes
 *     16 s instead of 7
 * @param heartbeats how fast Flink notices a death
 * @param restarts how soon Flink starts tasks again; empty for its own strategy
 */
public record Settings(
        String name,
        Duration checkpointInterval,
        Duration trigger,
        Duration flush,
        Optional<Registration> registration,
        Heartbeats heartbeats,
        Optional<Restarts> restarts) {

    /** How long a component of Flink waits for an answer to its registration, and before it asks again. */
    public record Registration(Duration initialTimeout, Duration errorDelay, Duration refusedDelay) {}

    /**
     * What is empty has Flink's own value.
     *
     * @param failures so many heartbeats in a row that could not be delivered mean a death; -1 if only the timeout does
     */
    public record Heartbeats(Optional<Duration> interval, Optional<Duration> timeout, OptionalInt failures) {

        private static final Duration DEFAULT = Duration.ofSeconds(10);

        /** How often one is sent. */
        public Duration every() {
            return interval.orElse(DEFAULT);
        }
    }

    /** A fixed delay before each of so many restarts. */
    public record Restarts(int attempts, Duration delay) {}

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration FLUSH = Duration.ofMillis(20);
    private static final Duration ORIGINAL_CHECKPOINTS = Duration.ofSeconds(60);
    private static final Duration ORIGINAL_TRIGGER = Duration.ofSeconds(15);

    private static final Optional<Registration> SOON =
            Optional.of(new Registration(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(500)));

    private static final Heartbeats QUICK =
            new Heartbeats(Optional.of(Duration.ofMillis(500)), Optional.of(Duration.ofSeconds(3)), OptionalInt.of(1));

    private static final Heartbeats FLINKS = new Heartbeats(Optional.empty(), Optional.empty(), OptionalInt.empty());

    private static final Heartbeats TIMEOUT_ONLY =
            new Heartbeats(Optional.empty(), Optional.empty(), OptionalInt.of(-1));

    private static final Optional<Restarts> AT_ONCE =
            Optional.of(new Restarts(Integer.MAX_VALUE, Duration.ofMillis(100)));

    /** As fast as they will go: a second for each. */
    public static final Settings TUNED = new Settings("tuned", SECOND, SECOND, FLUSH, SOON, QUICK, AT_ONCE);

    /** Tuned, but Flink restarts its tasks as it does unless it is configured otherwise. */
    public static final Settings DEFAULT_RESTARTS =
            new Settings("default-restarts", SECOND, SECOND, FLUSH, SOON, QUICK, Optional.empty());

    /** Tuned, but with commits as far apart as the original had them. */
    public static final Settings ORIGINAL_COMMITS =
            new Settings("original-commits", ORIGINAL_CHECKPOINTS, ORIGINAL_TRIGGER, FLUSH, SOON, QUICK, AT_ONCE);

    /** Tuned, but Flink notices a dead task manager as it does unless it is configured otherwise. */
    public static final Settings DEFAULT_HEARTBEATS =
            new Settings("default-heartbeats", SECOND, SECOND, FLUSH, SOON, FLINKS, AT_ONCE);

    /**
     * Likewise, but a heartbeat that could not be delivered means nothing: only the timeout does. So it was in Flink
     * before 1.14 (FLINK-23209), with which earlier studies were made.
     */
    public static final Settings HEARTBEAT_TIMEOUT_ONLY =
            new Settings("heartbeat-timeout-only", SECOND, SECOND, FLUSH, SOON, TIMEOUT_ONLY, AT_ONCE);

    /**
     * As the original comparison had them: Flink's checkpoints a minute apart, with its default restart strategy and
     * heartbeats; Spark's trigger every 15 s.
     */
    public static final Settings ORIGINAL = new Settings(
            "original", ORIGINAL_CHECKPOINTS, ORIGINAL_TRIGGER, FLUSH, Optional.empty(), FLINKS, Optional.empty());

    /** Tuned, but a row waits in every lane as long as it does for a batch of Spark: both have the same delay budget. */
    public static final Settings EQUAL_SECOND = new Settings("equal-1s", SECOND, SECOND, SECOND, SOON, QUICK, AT_ONCE);

    /**
     * Tuned, but no lane waits for anything: a batch of Spark begins when the last is done, and rows are written as
     * they come.
     */
    public static final Settings AS_FAST_AS_THEY_GO =
            new Settings("as-fast-as-they-go", SECOND, SHORTEST, Duration.ZERO, SOON, QUICK, AT_ONCE);

    /** Those that there are, in the order in which they are named. */
    public static final List<Settings> ALL = List.of(
            TUNED,
            EQUAL_SECOND,
            AS_FAST_AS_THEY_GO,
            DEFAULT_RESTARTS,
            ORIGINAL_COMMITS,
            DEFAULT_HEARTBEATS,
            HEARTBEAT_TIMEOUT_ONLY,
            ORIGINAL);

    /**
     * The settings of this name: {@code original}.
     *
     * @throws IllegalArgumentException if there are none; the message names those that there are
     */
    public static Settings of(String name) {
        return ALL.stream()
                .filter(settings -> settings.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There are no settings '" + name + "'; there are "
                        + ALL.stream().map(Settings::name).collect(Collectors.joining(", ")) + "."));
    }

    /** The flush interval as part of a sentence: {@code 20 ms at the most}, or {@code for the commit before it only}. */
    public String flushInSentence() {
        return flush.isZero() ? "for the commit before it only" : flush.toMillis() + " ms at the most";
    }

    /** Whether each lane commits as often as it can, so that the interval between commits is the lane's own doing. */
    public boolean leaveCommitsToTheLane() {
        return equals(AS_FAST_AS_THEY_GO);
    }

    @Override
    public String toString() {
        return name;
    }
}
