package io.twinstream.claims.mutants;

import io.twinstream.history.Position;
import io.twinstream.lab.lane.PlantedDefect;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.lab.lane.Topic;
import io.twinstream.tick.Parsed;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A mutant in a trial, and the records that it has damaged: what the judge has to find, and nothing else. */
public final class Mutation implements PlantedDefect {

    private final Mutant mutant;
    private final Set<Position> damaged = new ConcurrentSkipListSet<>();

    public Mutation(Mutant mutant) {
        this.mutant = mutant;
    }

    public Mutant mutant() {
        return mutant;
    }

    /** Where it did damage, as far as it knows: a lane that is judged too early does not know what it will be blamed for. */
    public Set<Position> damaged() {
        return Collections.unmodifiableSet(damaged);
    }

    void damages(Parsed parsed) {
        damaged.add(new Position(parsed.partition(), parsed.offset()));
    }

    void damages(Collection<? extends Parsed> batch) {
        batch.forEach(this::damages);
    }

    @Override
    public RunningLane start(List<String> options, Topic topic, String place) throws SQLException {
        return MutantLane.start(options, topic, place, this);
    }

    @Override
    public String toString() {
        return mutant.id();
    }
}
