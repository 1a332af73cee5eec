package io.twinstream.lab.lane;

import static io.twinstream.lane.SinkMode.APPEND;
import static io.twinstream.lane.SinkMode.LEDGER;
import static io.twinstream.lane.SinkMode.TRANSACTIONAL;
import static io.twinstream.lane.SinkMode.UPSERT;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Gap;
import io.twinstream.experiment.Given;
import io.twinstream.experiment.KnownDefect;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.sink.SinkTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lane {@code flink}: Flink's DataStream API. */
public final class Flink implements LaneDriver {

    /**
     * After these a worker, the coordinator or a commit may be gone while a transaction of Flink's XA sink stands
     * prepared.
     */
    private static final Set<Fault> LEAVE_A_PREPARED_TRANSACTION = Set.of(
            Fault.WORKER_KILL,
            Fault.COORDINATOR_KILL,
            Fault.DATABASE_KILL,
            Fault.DATABASE_RESTART,
            Fault.DATABASE_DISCONNECT,
            Fault.DATABASE_PAUSE,
            Fault.NETWORK,
            Fault.SINK_FULL);

    /** It with this sink mode, for a trial. */
    public static Deployment flink(SinkMode sink) {
        return Deployment.of(Lane.FLINK, sink);
    }

    @Override
    public Lane lane() {
        return Lane.FLINK;
    }

    @Override
    public Set<SinkMode> sinks() {
        return Set.of(APPEND, UPSERT, TRANSACTIONAL, LEDGER);
    }

    @Override
    public Contract contract(SinkMode sink) {
        return switch (sink) {
            case APPEND -> Contract.atLeastOnce();
            case UPSERT, TRANSACTIONAL, LEDGER -> Contract.exactlyOnce();
        };
    }

    /**
     * The XA sink commits while the checkpoint is taken, not after it: a kill between the two doubles an interval.
     * After a restore its first transaction has the id of the one that it left prepared: PostgreSQL refuses it, the job
     * restarts into the same id for ever and doubles more each time.
     */
    @Override
    public Optional<KnownDefect> knownDefect(SinkMode sink) {
        return sink == TRANSACTIONAL
                ? Optional.of(new KnownDefect(
                        "docs/findings/xa-sink.md", Contract.atLeastOnce().mayHaltUnder(LEAVE_A_PREPARED_TRANSACTION)))
                : Optional.empty();
    }

    @Override
    public List<Gap> gaps() {
        return List.of();
    }

    @Override
    public boolean canHaveASpare() {
        return true;
    }

    @Override
    public String waits(SinkMode sink, Settings settings) {
        return sink == TRANSACTIONAL ? "for its checkpoint" : settings.flushInSentence();
    }

    @Override
    public String writes(SinkMode sink) {
        return sink == TRANSACTIONAL ? "the JDBC connector's XA sink" : LaneDriver.super.writes(sink);
    }

    @Override
    public int colour() {
        return 0x0072b2;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.FLINK);
    }

    @Override
    public Duration commitInterval(Settings settings) {
        return settings.checkpointInterval();
    }

    @Override
    public Map<Given, String> given(Environment environment, SinkMode sink, boolean measured) {
        return environment.flink().given();
    }

    @Override
    public String table() {
        return SinkTables.FLINK;
    }

    @Override
    public RunningLane start(Launch launch) {
        return FlinkLane.start("io.twinstream.pipeline.flink.FlinkJob", launch);
    }
}
