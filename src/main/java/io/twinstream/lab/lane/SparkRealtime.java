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

/** The lane {@code spark-realtime}: Spark Structured Streaming in real-time mode. */
public final class SparkRealtime implements LaneDriver {

    private static final Duration SHORTEST = Duration.ofSeconds(5);

    /** It with this sink mode, for a trial. */
    public static Deployment sparkRealtime(SinkMode sink) {
        return Deployment.of(Lane.SPARK_REALTIME, sink);
    }

    @Override
    public Lane lane() {
        return Lane.SPARK_REALTIME;
    }

    @Override
    public Set<SinkMode> sinks() {
        return Set.of(APPEND, UPSERT, LEDGER);
    }

    @Override
    public Contract contract(SinkMode sink) {
        return sink == APPEND ? Contract.atLeastOnce() : Contract.exactlyOnce();
    }

    @Override
    public List<Gap> gaps() {
        return List.of(
                new Gap(
                        Lane.SPARK_REALTIME,
                        Set.of(TRANSACTIONAL),
                        Gap.EVERY,
                        "real-time mode hands out no batch that could be committed together with its ledger"),
                new Gap(Lane.SPARK_REALTIME, sinks(), Set.of(Fault.PROGRESS_REFUSED), Spark.NO_PROGRESS_TO_REFUSE));
    }

    @Override
    public boolean canHaveASpare() {
        return true;
    }

    @Override
    public String waits(SinkMode sink, Settings settings) {
        return settings.flushInSentence();
    }

    @Override
    public int colour() {
        return 0xe69f00;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.SPARK);
    }

    /** The original did not have this lane: its interval is the same under all settings. */
    @Override
    public Duration commitInterval(Settings settings) {
        return SHORTEST;
    }

    @Override
    public Map<Given, String> given(Environment environment, SinkMode sink, boolean measured) {
        return SparkSettings.given(measured, "3");
    }

    @Override
    public String table() {
        return SinkTables.SPARK;
    }

    @Override
    public RunningLane start(Launch launch) {
        return SparkLane.start("io.twinstream.pipeline.spark.SparkRealtimeJob", launch);
    }
}
