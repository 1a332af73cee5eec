package io.twinstream.lab.workload;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.history.Stamp;
import io.twinstream.tick.Tick;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Generated ticks at an open-loop pace: each has a time at which it is due, whether or not the one before was late.
 *
 * @param perSecond the rate
 * @param lasting for how long, at the least
 * @param plantedEvery every so manieth record is malformed, each kind in turn; 0 plants none
 * @param openEnded whether it goes on until the lanes have come back from what was broken
 * @param catchUpJudged whether it then goes on for as long as it takes to tell when a lane alone on the machine had
 *     caught up
 */
public record Ticks(int perSecond, Duration lasting, int plantedEvery, boolean openEnded, boolean catchUpJudged)
        implements Workload {

    private static final int KEYLESS_ONE_IN = 100;

    /** Ticks, at 500 a second for 10 seconds by default. */
    public static Ticks ticks() {
        return new Ticks(500, Duration.ofSeconds(10), 0, false, false);
    }

    public Ticks perSecond(int rate) {
        return new Ticks(rate, lasting, plantedEvery, openEnded, catchUpJudged);
    }

    /** Ticks at this pace. */
    public Ticks at(Load.Ticks load) {
        return perSecond(load.perSecond());
    }

    public Ticks lasting(Duration duration) {
        return new Ticks(perSecond, duration, plantedEvery, openEnded, catchUpJudged);
    }

    /** Plants a malformed record at every n-th place, each kind in turn. */
    public Ticks withMalformedEvery(int n) {
        return new Ticks(perSecond, lasting, n, openEnded, catchUpJudged);
    }

    /** Goes on until the lanes have come back from what was broken, and one alone on the machine has recovered from it. */
    public Ticks untilRecovered() {
        return new Ticks(perSecond, lasting, plantedEvery, true, true);
    }

    /** Goes on until the lanes have come back from what was broken: for who judges the first row only. */
    public Ticks untilBack() {
        return new Ticks(perSecond, lasting, plantedEvery, true, false);
    }

    @Override
    public long planned() {
        return perSecond * lasting.toMillis() / 1000;
    }

    @Override
    public Fault fault() {
        return plantedEvery > 0 ? Fault.POISON : Fault.NONE;
    }

    @Override
    public Load load() {
        return new Load.Ticks(perSecond);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(load().settings());
        settings.put("lasting", lasting.toString());
        settings.put("plantedEvery", String.valueOf(plantedEvery));
        settings.put("untilRecovered", String.valueOf(openEnded));
        settings.put("catchUpJudged", String.valueOf(catchUpJudged));
        return settings;
    }

    @Override
    public void feed(RecordingProducer producer, long seed, BooleanSupplier settled) throws InterruptedException {
        TickGenerator generator = new TickGenerator(seed);
        SplittableRandom keys = new SplittableRandom(seed);
        Load.Ticks load = new Load.Ticks(perSecond);
        Stamp now = Stamp.now();
        long phase = load.phaseMicros(seed);
        producer.begins(now, now.t() + phase);
        for (long n = 0; n < planned() || (openEnded && !settled.getAsBoolean()); n++) {
            long micros = phase + load.dueMicros(n);
            awaitNanos(now.m() + TimeUnit.MICROSECONDS.toNanos(micros));
            long intended = now.t() + micros;
            if (plantedEvery > 0 && n % plantedEvery == plantedEvery - 1) {
                Malformed[] kinds = Malformed.values();
                producer.send(kinds[(int) (n / plantedEvery % kinds.length)], intended);
            } else {
                Tick tick = generator.next(TimeUnit.MICROSECONDS.toSeconds(intended));
                producer.send(keys.nextInt(KEYLESS_ONE_IN) == 0 ? null : tick.symbol(), tick, intended);
            }
        }
    }

    private static void awaitNanos(long due) throws InterruptedException {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(wait);
        }
    }
}
