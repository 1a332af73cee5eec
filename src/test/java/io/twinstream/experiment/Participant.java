package io.twinstream.experiment;

import io.twinstream.fault.Member;
import io.twinstream.fault.Victim;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subject in its trial: its lane while it runs, and a look at its tables. */
record Participant(Subject subject, String place, RunningLane lane, TableProbe probe) implements Victim {

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
    public void refuseProgress() {
        lane.refuseProgress();
    }

    @Override
    public Map<Integer, Long> durableOffsets() {
        return lane.durableOffsets();
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
