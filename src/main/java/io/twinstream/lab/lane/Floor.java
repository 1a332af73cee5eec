package io.twinstream.lab.lane;

import static io.twinstream.lane.SinkMode.APPEND;
import static io.twinstream.lane.SinkMode.LEDGER;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Gap;
import io.twinstream.experiment.Given;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lane {@code floor}: a bare consumer with the writer that the engines use, in a process of its own. */
public final class Floor implements LaneDriver {

    /** It, for a trial. */
    public static Deployment floor() {
        return Deployment.of(Lane.FLOOR, UPSERT);
    }

    @Override
    public Lane lane() {
        return Lane.FLOOR;
    }

    @Override
    public Set<SinkMode> sinks() {
        return Set.of(UPSERT);
    }

    @Override
    public Contract contract(SinkMode sink) {
        return Contract.exactlyOnce();
    }

    @Override
    public List<Gap> gaps() {
        return List.of(
                new Gap(
                        Lane.FLOOR,
                        Set.of(APPEND, TRANSACTIONAL, LEDGER),
                        Gap.EVERY,
                        "the lane shows what the writer of UPSERT costs without an engine"),
                new Gap(Lane.FLOOR, sinks(), Set.of(Fault.COORDINATOR_KILL), "a bare consumer has no coordinator"),
                new Gap(Lane.FLOOR, sinks(), Set.of(Fault.PROGRESS_REFUSED), "the broker keeps its progress"));
    }

    @Override
    public String waits(SinkMode sink, Settings settings) {
        return settings.flushInSentence();
    }

    @Override
    public int colour() {
        return 0x555555;
    }

    @Override
    public Set<Part> parts() {
        return Set.of();
    }

    /** The original did not have this lane: its interval is the same under all settings. */
    @Override
    public Duration commitInterval(Settings settings) {
        return Settings.TUNED.trigger();
    }

    @Override
    public Map<Given, String> given(Environment environment, SinkMode sink, boolean measured) {
        return Map.of(
                Given.PARALLELISM,
                "1",
                Given.HEAP,
                FloorProcess.HEAP,
                Given.COLLECTOR,
                "the JVM's own choice",
                Given.JVM,
                "a new process",
                Given.COUNTED,
                "its process");
    }

    @Override
    public String table() {
        return FloorLane.TABLE;
    }

    @Override
    public RunningLane start(Launch launch) {
        return FloorProcess.start(launch);
    }
}
