package io.twinstream.lab.trial;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Spare;
import io.twinstream.lab.fault.Disruption;
import io.twinstream.lab.fault.Moment;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a trial shall do.
 *
 * @param strike what is broken and when; empty for a twin
 * @param socketTimeout after which the lanes give up a database that does not answer; null leaves it to them
 * @param spare whether a worker stands ready to take over; none where no subject can have one
 * @param deadline how long a subject may take, after the last tick, until every record is accounted for
 */
public record Plan(
        List<Deployment> subjects,
        Workload workload,
        Optional<Strike> strike,
        Duration socketTimeout,
        Spare spare,
        Duration deadline) {

    public Plan {
        boolean can = subjects.stream()
                .flatMap(subject -> Lanes.find(subject.lane()).stream())
                .anyMatch(LaneDescriptor::canHaveASpare);
        spare = can ? spare : Spare.NONE;
    }

    /** A fault with its moment. */
    public record Strike(Disruption disruption, Moment moment) {

        public Disruption.Through through() {
            return disruption.through() == Disruption.Through.NO_PROXY ? moment.through() : disruption.through();
        }
    }

    public Plan(List<Deployment> subjects, Workload workload, Spare spare, Duration deadline) {
        this(subjects, workload, Optional.empty(), null, spare, deadline);
    }

    public Fault fault() {
        return strike.map(planned -> planned.disruption().fault()).orElse(workload.fault());
    }

    public Disruption.Through through() {
        return strike.map(Strike::through).orElse(Disruption.Through.NO_PROXY);
    }

    /** Whether latency and recovery count: only what is alone on the machine can be measured. */
    public boolean measured() {
        return subjects.size() == 1;
    }

    /** What a reader needs to repeat the trial. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(workload.settings());
        settings.put(Spare.KEY, spare.toString());
        settings.put("deadline", deadline.toString());
        settings.put("measured", String.valueOf(measured()));
        settings.put("socketTimeout", String.valueOf(socketTimeout));
        strike.ifPresent(planned -> {
            settings.put("disruption", planned.disruption().text());
            settings.put("moment", planned.moment().text());
        });
        return settings;
    }
}
