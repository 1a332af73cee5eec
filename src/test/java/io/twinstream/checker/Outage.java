package io.twinstream.checker;

import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.wall;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Position;
import io.twinstream.history.TickColumns;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The history of a trial for a test of what is reported of time: a steady load on one partition at a time, rows visible
 * when the test says.
 */
final class Outage {

    static final long NEVER = -1;

    private final List<Fact> facts = new ArrayList<>();
    private final Subject subject;
    private int partition;
    private long next;

    /** A trial without ticks whose lane commits so often. */
    Outage(long commitMillis) {
        Contract contract = Contract.of(Lane.FLINK, SinkMode.APPEND);
        subject = new Subject(new io.twinstream.lane.Subject(Lane.FLINK, SinkMode.APPEND), contract, commitMillis);
        facts.add(new Fact.Trial(
                wall(0),
                mono(0),
                Fact.SCHEMA,
                "run",
                1,
                42,
                "prices",
                Fault.WORKER_KILL,
                1,
                List.of(subject),
                Map.of()));
        facts.add(new Fact.Clock(wall(0), mono(0)));
        facts.add(new Fact.Clock(wall(1), mono(1)));
    }

    /** What is loaded from here on goes to this partition. */
    Outage onPartition(int number) {
        partition = number;
        return this;
    }

    /**
     * Ticks from one moment up to another, not included, in microseconds; each is seen when this says, or
     * {@link #NEVER}.
     */
    Outage load(long from, long until, long step, LongUnaryOperator seen) {
        for (long at = from; at < until; at += step) {
            tick(at, seen.applyAsLong(at));
        }
        return this;
    }

    private void tick(long at, long seen) {
        long n = next++;
        facts.add(new Fact.Attempted(wall(at), mono(at), n, wall(at), "B", "B", "1.5", "me", 1, null));
        facts.add(new Fact.TopicRecord(wall(at), mono(at), partition, n, n, wall(at)));
        if (seen != NEVER) {
            facts.add(new Fact.Row(
                    wall(at),
                    mono(at),
                    subject.name(),
                    Read.B,
                    new Position(partition, n),
                    new TickColumns("B", "1.5", "me", 1L, wall(at)),
                    wall(seen)));
        }
    }

    Outage faultAt(long micros) {
        facts.add(new Fact.FaultPhase(wall(micros), mono(micros), Fault.WORKER_KILL, true));
        return this;
    }

    Outage with(Fact fact) {
        facts.add(fact);
        return this;
    }

    Recovery recovery() {
        return Recovery.of(History.of(facts, false), subject);
    }

    CoreUse cores() {
        return CoreUse.of(History.of(facts, false), subject);
    }

    Timeline timeline() {
        return Timeline.of(History.of(facts, false), subject);
    }
}
