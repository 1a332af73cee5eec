package io.twinstream.claims.mutants;

import io.twinstream.history.Position;
import io.twinstream.lab.lane.Launch;
import io.twinstream.lab.lane.PlantedDefect;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.tick.Parsed;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
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

    /**
     * Where it did damage, as far as it knows: a lane that is judged too early does not know what it will be blamed
     * for.
     */
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
    public String id() {
        return mutant.id();
    }

    @Override
    public RunningLane start(Launch launch) throws SQLException {
        return MutantLane.start(launch, this);
    }
}
