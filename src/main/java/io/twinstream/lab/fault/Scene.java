package io.twinstream.lab.fault;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Stamp;
import io.twinstream.lab.server.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A trial, as far as a fault has to do with it: its servers, its lanes, and the history that the fault is noted in. */
public final class Scene implements Consumer<Fact> {

    private final Optional<Environment> environment;
    private final List<? extends Victim> victims;
    private final Fault fault;
    private final Optional<Proxy> proxy;
    private final Consumer<Fact> history;
    private final SplittableRandom random;
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile long begun;
    private volatile boolean struck;
    private volatile long over;

    /**
     * A scene before its fault.
     *
     * @param victims the lanes that have to feel it
     * @param proxy between the lanes and a server; empty if they are connected directly
     * @param seed of whatever is drawn
     */
    public Scene(
            Environment environment,
            List<? extends Victim> victims,
            Fault fault,
            Optional<Proxy> proxy,
            long seed,
            Consumer<Fact> history) {
        this(Optional.of(environment), victims, fault, proxy, seed, history);
    }

    /** A scene of lanes alone: whoever asks for its servers is refused. */
    Scene(List<? extends Victim> victims, Fault fault, long seed, Consumer<Fact> history) {
        this(Optional.empty(), victims, fault, Optional.empty(), seed, history);
    }

    private Scene(
            Optional<Environment> environment,
            List<? extends Victim> victims,
            Fault fault,
            Optional<Proxy> proxy,
            long seed,
            Consumer<Fact> history) {
        this.environment = environment;
        this.victims = List.copyOf(victims);
        this.fault = fault;
        this.proxy = proxy;
        this.random = new SplittableRandom(seed);
        this.history = history;
    }

    /** Passes a fact of the feed on to the history, and counts what the broker acknowledges. */
    @Override
    public void accept(Fact fact) {
        if (fact instanceof Fact.Acknowledged) {
            acknowledged.incrementAndGet();
        }
        history.accept(fact);
    }

    public Environment environment() {
        return environment.orElseThrow(() -> new IllegalStateException("this scene has no servers"));
    }

    public List<? extends Victim> victims() {
        return victims;
    }

    /**
     * The lane of this subject.
     *
     * @throws IllegalArgumentException if it has no part in the trial
     */
    Victim victim(String name) {
        return victims.stream()
                .filter(victim -> victim.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no part in this trial."));
    }

    /** When the fault was over, in microseconds since the epoch; 0 before. */
    public long over() {
        return over;
    }

    /** When the fault began, in microseconds since the epoch; 0 before. */
    public long begun() {
        return begun;
    }

    Proxy proxy() {
        return proxy.orElseThrow(
                () -> new IllegalStateException("the lanes of this trial are connected without a proxy"));
    }

    /** Records that the broker has acknowledged by now. */
    long acknowledged() {
        return acknowledged.get();
    }

    private Duration drawn(Duration bound) {
        return Duration.ofNanos(random.nextLong(Math.max(1, bound.toNanos())));
    }

    /** Notes that the fault begins. */
    public void begin() {
        Stamp now = Stamp.now();
        begun = now.t();
        struck = false;
        history.accept(new Fact.FaultPhase(now.t(), now.m(), fault, true));
    }

    /** Notes that the fault has taken hold: what it strikes is gone, stands still or refuses. */
    public void struck() {
        Stamp now = Stamp.now();
        history.accept(new Fact.Struck(now.t(), now.m(), fault));
        struck = true;
    }

    /** Notes that the fault is over; one that did not last has taken hold by now. */
    public void end() {
        if (!struck) {
            struck();
        }
        Stamp now = Stamp.now();
        history.accept(new Fact.FaultPhase(now.t(), now.m(), fault, false));
        over = now.t();
    }

    /** Notes that what the fault had taken away serves again: {@link Fault#takesAway}. */
    public void servedAgain() {
        servedAgain(Stamp.now());
    }

    /** Likewise, as of then. */
    void servedAgain(Stamp then) {
        history.accept(new Fact.ServedAgain(then.t(), then.m(), fault));
    }

    /** Notes that every lane felt the fault. */
    public void felt(String evidence) {
        Stamp now = Stamp.now();
        history.accept(new Fact.Witness(now.t(), now.m(), fault, null, evidence));
    }

    /** Notes that this lane felt the fault. */
    public void felt(Victim victim, String evidence) {
        Stamp now = Stamp.now();
        history.accept(new Fact.Witness(now.t(), now.m(), fault, victim.name(), evidence));
    }

    /** Lets the fault last. */
    public static void last(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }

    /**
     * Waits for the moment and then strikes, there and then or at a time drawn from a commit interval after, or from
     * the time between two heartbeats if that is more: how long a death goes unnoticed depends on where in it it falls.
     */
    public void strike(Disruption disruption, Moment moment) throws Exception {
        try {
            moment.await(this);
            if (!moment.exact()) {
                LockSupport.parkNanos(drawn(longestInterval()).toNanos());
            }
            disruption.act().on(this);
        } finally {
            moment.release();
        }
    }

    private Duration longestInterval() {
        Stream<Duration> heartbeats = environment.stream()
                .map(servers -> servers.settings().heartbeats().every());
        Stream<Duration> commits = victims.stream()
                .flatMap(victim -> victim.as(MakesProgress.class).stream())
                .map(MakesProgress::commitInterval);
        return Stream.concat(heartbeats, commits).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
