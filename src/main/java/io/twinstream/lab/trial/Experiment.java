package io.twinstream.lab.trial;

import io.twinstream.experiment.Spare;
import io.twinstream.lab.fault.Disruption;
import io.twinstream.lab.fault.Moment;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A trial in the making. Reads as a sentence:
 *
 * <pre>{@code
 * Outcome outcome = experiment
 *         .given(flink(UPSERT), spark(UPSERT))
 *         .fedWith(ticks().perSecond(500).untilRecovered())
 *         .when(broker().isKilled(), once(rowsVisible(2_000)))
 *         .drained(within(ofMinutes(2)));
 * }</pre>
 */
public final class Experiment {

    private final Laboratory laboratory;
    private final String title;
    private List<Deployment> subjects = List.of();
    private Workload workload;
    private Optional<Plan.Strike> strike = Optional.empty();
    private Duration socketTimeout;
    private Spare spare = Spare.NONE;

    Experiment(Laboratory laboratory, String title) {
        this.laboratory = laboratory;
        this.title = title;
    }

    /** The subjects that read the topic, at the same time and each judged by itself. */
    public Experiment given(Deployment... given) {
        this.subjects = List.of(given);
        return this;
    }

    /** What the topic is fed with. */
    public Experiment fedWith(Workload feed) {
        this.workload = feed;
        return this;
    }

    /** What is broken while the topic is fed, and when. */
    public Experiment when(Disruption disruption, Moment moment) {
        this.strike = Optional.of(new Plan.Strike(disruption, moment));
        return this;
    }

    /**
     * After how long the lanes give up a database that does not answer; the stock sinks never do by default.
     */
    public Experiment withSocketTimeout(Duration timeout) {
        this.socketTimeout = timeout;
        return this;
    }

    /** A second worker of every engine stands ready to take over: for who kills one. It costs Spark one more JVM a query. */
    public Experiment withSpare() {
        this.spare = Spare.WITH;
        return this;
    }

    /**
     * Runs the trial to its end and judges it.
     *
     * @param deadline how long a subject may take, after the last tick, until every record is accounted for
     */
    public Outcome drained(Duration deadline) throws Exception {
        if (subjects.isEmpty()) {
            throw new IllegalStateException("an experiment needs a subject: given(flink(UPSERT))");
        }
        Objects.requireNonNull(workload, "an experiment needs a workload: fedWith(ticks())");
        return laboratory.run(title, new Plan(subjects, workload, strike, socketTimeout, spare, deadline));
    }

    /** Reads well before a duration. */
    public static Duration within(Duration duration) {
        return duration;
    }
}
