package io.twinstream.experiment;

import io.twinstream.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A trial in the making. Reads as a sentence:
 *
 * <pre>{@code
 * Outcome outcome = experiment
 *         .given(flink(UPSERT), spark(UPSERT))
 *         .fedWith(ticks().perSecond(500))
 *         .drained(within(ofMinutes(2)));
 * }</pre>
 */
public final class Experiment {

    private final Laboratory laboratory;
    private final String title;
    private List<Subject> subjects = List.of();
    private Workload workload;

    Experiment(Laboratory laboratory, String title) {
        this.laboratory = laboratory;
        this.title = title;
    }

    /** The subjects that read the topic, at the same time and each judged by itself. */
    public Experiment given(Subject... given) {
        this.subjects = List.of(given);
        return this;
    }

    /** What the topic is fed with. */
    public Experiment fedWith(Workload feed) {
        this.workload = feed;
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
        return laboratory.run(title, subjects, workload, deadline);
    }

    /** Reads well before a duration. */
    public static Duration within(Duration duration) {
        return duration;
    }
}
