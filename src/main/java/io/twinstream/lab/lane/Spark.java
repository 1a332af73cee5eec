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
import io.twinstream.lab.server.SparkSettings;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.sink.SinkTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lane {@code spark}: Spark Structured Streaming in micro-batches. */
public final class Spark implements LaneDriver {

    static final String NO_PROGRESS_TO_REFUSE =
            "a query that cannot write its progress ends, which COORDINATOR_KILL covers";

    /** It with this sink mode, for a trial. */
    public static Deployment spark(SinkMode sink) {
        return Deployment.of(Lane.SPARK, sink);
    }

    @Override
    public Lane lane() {
        return Lane.SPARK;
    }

    @Override
    public Set<SinkMode> sinks() {
        return Set.of(APPEND, UPSERT, TRANSACTIONAL, LEDGER);
    }

    @Override
    public Contract contract(SinkMode sink) {
        return sink == APPEND ? Contract.atLeastOnce() : Contract.exactlyOnce();
    }

    @Override
    public List<Gap> gaps() {
        return List.of(new Gap(Lane.SPARK, sinks(), Set.of(Fault.PROGRESS_REFUSED), NO_PROGRESS_TO_REFUSE));
    }

    @Override
    public boolean canHaveASpare() {
        return true;
    }

    @Override
    public String waits(SinkMode sink, Settings settings) {
        return "for its batch";
    }

    @Override
    public String writes(SinkMode sink) {
        return sink == TRANSACTIONAL ? "batch and ledger in one transaction" : LaneDriver.super.writes(sink);
    }

    @Override
    public int colour() {
        return 0xd55e00;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.SPARK);
    }

    @Override
    public Duration commitInterval(Settings settings) {
        return settings.trigger();
    }

    @Override
    public Map<Given, String> given(Environment environment, SinkMode sink, boolean measured) {
        return SparkSettings.given(measured, sink == TRANSACTIONAL ? "3, 1 in the sink" : "3");
    }

    @Override
    public String table() {
        return SinkTables.SPARK;
    }

    @Override
    public RunningLane start(Launch launch) {
        return SparkLane.start("io.twinstream.pipeline.spark.SparkJob", launch);
    }
}
