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
import io.twinstream.sink.SinkTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lane {@code flink-sql}: Flink's Table API, as the original had it. */
public final class FlinkSql implements LaneDriver {

    /** It, for a trial. */
    public static Deployment flinkSql() {
        return Deployment.of(Lane.FLINK_SQL, APPEND);
    }

    @Override
    public Lane lane() {
        return Lane.FLINK_SQL;
    }

    @Override
    public Set<SinkMode> sinks() {
        return Set.of(APPEND);
    }

    /**
     * The JSON format throws at a record that it cannot read, as its documentation says. The job restarts into the same
     * record for ever, and each time writes once more what stands between its checkpoint and that record.
     */
    @Override
    public Contract contract(SinkMode sink) {
        return Contract.atLeastOnce().mayHaltUnder(Set.of(Fault.POISON));
    }

    @Override
    public List<Gap> gaps() {
        return List.of(new Gap(
                Lane.FLINK_SQL,
                Set.of(UPSERT, TRANSACTIONAL, LEDGER),
                Gap.EVERY,
                "the lane is the original's, which inserts; flink has the other sink modes"));
    }

    @Override
    public boolean canHaveASpare() {
        return true;
    }

    @Override
    public String waits(SinkMode sink, Settings settings) {
        return "1000 ms at the most";
    }

    @Override
    public int colour() {
        return 0x56b4e9;
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
        return FlinkLane.start("io.twinstream.pipeline.flink.FlinkSqlJob", launch);
    }
}
