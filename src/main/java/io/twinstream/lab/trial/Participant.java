package io.twinstream.lab.trial;

import io.twinstream.lab.fault.Member;
import io.twinstream.lab.fault.Victim;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.lab.server.EnvironmentException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** A subject in its trial: its lane while it runs, and a look at its tables. */
public record Participant(Deployment subject, String place, RunningLane lane, TableProbe probe) implements Victim {

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

    @Override
    public List<Member> workers() {
        return lane.workers();
    }

    @Override
    public Optional<Member> coordinator() {
        return lane.coordinator();
    }

    @Override
    public Optional<Member> coordinatorBetweenCommits() {
        return lane.coordinatorBetweenCommits();
    }

    @Override
    public BooleanSupplier refuseProgress() {
        return lane.refuseProgress();
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
    public Optional<String> life() {
        return lane.life();
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
