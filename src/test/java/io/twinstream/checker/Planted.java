package io.twinstream.checker;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Lanes;
import io.twinstream.experiment.Load;
import io.twinstream.history.Columns;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Identity;
import io.twinstream.history.Position;
import io.twinstream.history.TickColumns;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The history of a sound trial, for a test to damage: 300 ticks, one each 10 ms, in three partitions of 100 records;
 * tick n is record n/3 of partition n%3 and its row is committed 50 ms after it was meant to be sent. The commit
 * interval is 1 s. A fault lasts from 1 s to 1.5 s.
 */
final class Planted {

    static final long T0 = 1_700_000_000_000_000L;
    static final int TICKS = 300;
    static final int PARTITIONS = 3;
    static final long STEP = 10_000;
    static final long LATENCY = 50_000;

    private final List<Fact> facts = new ArrayList<>();
    private final Fault fault;
    private Subject subject;
    private Map<String, String> settings = Map.of();

    private Planted(Lane lane, SinkMode sink, Fault fault) {
        this.fault = fault;
        subject = new Subject(
                new io.twinstream.lane.Subject(lane, sink),
                Contract.of(lane, sink),
                Lanes.of(lane).knownDefect(sink).orElse(null),
                1_000);
        for (long second = 0; second <= 5; second++) {
            facts.add(new Fact.Clock(wall(second * 1_000_000), mono(second * 1_000_000)));
        }
        for (int n = 0; n < TICKS; n++) {
            tick(n);
        }
        if (fault != Fault.NONE) {
            facts.add(new Fact.FaultPhase(wall(1_000_000), mono(1_000_000), fault, true));
            facts.add(new Fact.FaultPhase(wall(1_500_000), mono(1_500_000), fault, false));
            facts.add(new Fact.Witness(wall(1_500_000), mono(1_500_000), fault, null, "pid 7 is gone"));
        }
        facts.add(state(400_000, Fact.LaneState.State.RUNNING, 1));
        facts.add(drained(true));
        if (sink == SinkMode.UPSERT || sink == SinkMode.LEDGER) {
            facts.add(journal(Fact.Journal.ROWS, 200, 200));
            facts.add(journal(Fact.Journal.ROWS, 100, 100));
        }
        facts.add(new Fact.End(wall(6_000_000), mono(6_000_000), ends()));
    }

    static Planted trial() {
        return trial(Lane.FLINK, SinkMode.UPSERT, Fault.NONE);
    }

    static Planted trial(Lane lane, SinkMode sink, Fault fault) {
        return new Planted(lane, sink, fault);
    }

    private void tick(int n) {
        long at = n * STEP;
        facts.add(new Fact.Attempted(
                wall(at),
                mono(at),
                n,
                wall(at),
                "BTC-USD",
                "BTC-USD",
                price(n),
                "generator",
                1_700_000_000L + n,
                null));
        facts.add(new Fact.Acknowledged(wall(at), mono(at), n, n % PARTITIONS, n / PARTITIONS));
        facts.add(new Fact.TopicRecord(
                wall(5_000_000), mono(5_000_000), n % PARTITIONS, n / PARTITIONS, (long) n, wall(at)));
        facts.add(row(n, Read.A));
        facts.add(row(n, Read.B));
    }

    Fact.Row row(int n, Read read) {
        long at = n * STEP;
        return new Fact.Row(
                wall(5_000_000),
                mono(5_000_000),
                subject.name(),
                read,
                at(n),
                new TickColumns("BTC-USD", price(n) + "0", "generator", 1_700_000_000L + n, wall(at)),
                wall(at + LATENCY));
    }

    Fact.DeadLetter letter(int n, Read read) {
        return new Fact.DeadLetter(
                wall(5_000_000), mono(5_000_000), subject.name(), read, n % PARTITIONS, n / PARTITIONS, "not JSON");
    }

    Fact.Journal journal(String target, long tried, long fresh) {
        return new Fact.Journal(
                wall(5_000_000), mono(5_000_000), subject.name(), Read.B, "flink-0", 1, 1, target, tried, fresh);
    }

    Fact.LaneState state(long micros, Fact.LaneState.State state, int attempt) {
        return new Fact.LaneState(wall(micros), mono(micros), subject.name(), state, attempt);
    }

    Fact.Drained drained(boolean complete) {
        return new Fact.Drained(wall(4_500_000), mono(4_500_000), subject.name(), ends(), complete);
    }

    Fact.Commit commit(long micros, Map<Integer, Long> offsets) {
        return new Fact.Commit(wall(micros), mono(micros), subject.name(), "checkpoint", offsets);
    }

    static Map<Integer, Long> ends() {
        return Map.of(0, 100L, 1, 100L, 2, 100L);
    }

    static String price(int n) {
        return "86746." + (100 + n);
    }

    static long wall(long micros) {
        return T0 + micros;
    }

    static long mono(long micros) {
        return 77_000_000L + micros * 1_000;
    }

    Planted with(Fact... more) {
        facts.addAll(facts.size() - 1, List.of(more));
        return this;
    }

    <F extends Fact> Planted without(Class<F> kind, Predicate<F> which) {
        facts.removeIf(fact -> kind.isInstance(fact) && which.test(kind.cast(fact)));
        return this;
    }

    <F extends Fact> Planted changing(Class<F> kind, Predicate<F> which, UnaryOperator<F> change) {
        facts.replaceAll(
                fact -> kind.isInstance(fact) && which.test(kind.cast(fact)) ? change.apply(kind.cast(fact)) : fact);
        return this;
    }

    /** Takes the rows of this tick out of both reads, and out of the journal. */
    Planted losing(int n) {
        Position at = at(n);
        without(Fact.Row.class, row -> row.identity().equals(at));
        return journalling(-1);
    }

    /** Changes by how many rows the journal counts. */
    Planted journalling(long more) {
        return changing(
                Fact.Journal.class,
                entry -> entry.fresh() > 150,
                entry -> journal(entry.target(), entry.tried() + more, entry.fresh() + more));
    }

    /** Makes this tick one that was planted malformed. */
    Planted malformed(int n) {
        return changing(
                Fact.Attempted.class,
                tick -> tick.seq() == n,
                tick -> new Fact.Attempted(
                        tick.t(), tick.m(), tick.seq(), tick.intended(), tick.key(), null, null, null, 0, "not JSON"));
    }

    Planted promising(Contract contract) {
        subject = new Subject(subject.of(), contract, subject.commitMillis());
        return this;
    }

    Planted committingEvery(long millis) {
        subject = new Subject(subject.of(), subject.contract(), subject.known(), millis);
        return this;
    }

    /**
     * A trial of the original's lane that was given up at 20 s: nothing was written from 1.44 s on, and the fault was
     * over at 1.5 s.
     */
    static Planted stuck(Fault fault) {
        Planted trial = trial(Lane.FLINK_SQL, SinkMode.APPEND, fault);
        return trial.without(Fact.Row.class, row -> tick(row) >= 144)
                .without(Fact.Drained.class, drained -> true)
                .with(new Fact.Drained(
                        wall(20_000_000), mono(20_000_000), trial.subject().name(), Planted.ends(), false));
    }

    /** The row, committed at another time, and read no earlier. */
    static Fact.Row committed(Fact.Row row, Long committed) {
        long read = committed == null ? row.t() : Math.max(row.t(), committed);
        return new Fact.Row(read, row.m(), row.subject(), row.read(), row.identity(), row.columns(), committed);
    }

    /** The row, with other columns. */
    static Fact.Row holding(Fact.Row row, Columns columns) {
        return new Fact.Row(row.t(), row.m(), row.subject(), row.read(), row.identity(), columns, row.committed());
    }

    /** The row, of something else. */
    static Fact.Row moved(Fact.Row row, Identity identity) {
        return new Fact.Row(row.t(), row.m(), row.subject(), row.read(), identity, row.columns(), row.committed());
    }

    static TickColumns columns(Fact.Row row) {
        return (TickColumns) row.columns();
    }

    static Position place(Fact.Row row) {
        return (Position) row.identity();
    }

    /** Which tick's row it is. */
    static long tick(Fact.Row row) {
        return place(row).offset() * PARTITIONS + place(row).partition();
    }

    static Position at(int n) {
        return new Position(n % PARTITIONS, n / PARTITIONS);
    }

    Subject subject() {
        return subject;
    }

    History history(Subject... others) {
        return History.of(all(others), false);
    }

    /** With settings that name this load. */
    Planted under(Load load) {
        settings = load.settings();
        return this;
    }

    History cutOff() {
        return History.of(all(), true);
    }

    List<Fact> all(Subject... others) {
        List<Subject> subjects =
                Stream.concat(Stream.of(subject), Stream.of(others)).toList();
        List<Fact> all = new ArrayList<>();
        all.add(new Fact.Trial(T0, 0, Fact.SCHEMA, "run", 1, 42, "prices", fault, TICKS, subjects, settings));
        all.addAll(facts);
        return all;
    }

    DeliveryVerdict judged() {
        return DeliveryChecker.judge(history(), subject);
    }

    LatencyProfile measured() {
        return LatencyProfile.of(history(), subject);
    }
}
