package io.twinstream.lab.trial;

import io.twinstream.lab.fault.MakesProgress;
import io.twinstream.lab.fault.ShowsRows;
import io.twinstream.lab.fault.Victim;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.lab.server.EnvironmentException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A subject in its trial: its lane while it runs, and a look at its tables. */
public record Participant(Deployment subject, String place, RunningLane lane, TableProbe probe)
        implements Victim, ShowsRows, MakesProgress {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return subject.name();
    }

    @Override
    public String table() {
        return subject.table();
    }

    @Override
    public Duration commitInterval() {
        return subject.commitInterval();
    }

    /** What a fault can do to its lane, beside what this record has to say of its table and its progress. */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return Victim.super.as(capability).or(() -> of(lane, capability));
    }

    private static <C> Optional<C> of(RunningLane lane, Class<C> capability) {
        return capability.isInstance(lane) ? Optional.of(capability.cast(lane)) : Optional.empty();
    }

    /** A broker under load may be late with its answer once: whoever waits for a moment can wait for it. */
    @Override
    public Map<Integer, Long> durableOffsets() {
        return Awaitility.await("what " + name() + " has made durable")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreException(EnvironmentException.class)
                .until(lane::durableOffsets, Objects::nonNull);
    }

    @Override
    public long rowsVisible() throws SQLException {
        return probe.rows();
    }

    @Override
    public long rowsUncovered() throws SQLException {
        return probe.rowsFrom(durableOffsets());
    }
}
