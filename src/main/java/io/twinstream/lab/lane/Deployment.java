package io.twinstream.lab.lane;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Settings;
import io.twinstream.history.Fact;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.lane.Subject;
import java.time.Duration;
import java.util.Optional;

/**
 * A subject as it takes part in a trial. It has a schema, a consumer group and a checkpoint folder of its own.
 *
 * @param commitInterval how often the lane makes its progress durable: checkpoint interval, trigger or offset commit
 * @param defect starts it with the defect that the subject names; empty in a sound one
 */
public record Deployment(Subject subject, Duration commitInterval, Optional<PlantedDefect> defect) {

    public Deployment {
        if (!subject.defect().equals(defect.map(PlantedDefect::id))) {
            throw new IllegalArgumentException(subject + " is not started with the defect that it names.");
        }
    }

    /** A sound one, with the commit interval that its lane has under these settings. */
    public static Deployment of(Subject subject, Settings settings) {
        return new Deployment(subject, driver(subject.lane()).commitInterval(settings), Optional.empty());
    }

    /** Likewise, with the engines tuned. */
    public static Deployment of(Lane lane, SinkMode sink) {
        return of(new Subject(lane, sink), Settings.TUNED);
    }

    /** With this defect planted into it. */
    public Deployment with(PlantedDefect planted) {
        return new Deployment(subject.withDefect(planted.id()), commitInterval, Optional.of(planted));
    }

    /** With another commit interval than its lane has by itself. */
    public Deployment committingEvery(Duration interval) {
        return new Deployment(subject, interval, defect);
    }

    public Lane lane() {
        return subject.lane();
    }

    public SinkMode sink() {
        return subject.sink();
    }

    /** The name of the subject. */
    public String name() {
        return subject.name();
    }

    /** What starts its lane, unless a defect does. */
    public LaneDriver driver() {
        return driver(lane());
    }

    public String table() {
        return driver().table();
    }

    /** As the history has it. */
    public Fact.Subject fact() {
        return new Fact.Subject(
                subject,
                Contract.of(lane(), sink()),
                Lanes.of(lane()).knownDefect(sink()).orElse(null),
                commitInterval.toMillis());
    }

    /** Starts it and returns when it runs. */
    RunningLane start(Launch launch) throws Exception {
        return defect.isPresent() ? defect.get().start(launch) : driver().start(launch);
    }

    private static LaneDriver driver(Lane lane) {
        if (Lanes.of(lane) instanceof LaneDriver driver) {
            return driver;
        }
        throw new IllegalArgumentException("Lane " + lane + " can be judged and not started: nothing drives it.");
    }
}
