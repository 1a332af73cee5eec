package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;

/**
 * How many cores a subject's processes kept busy while the topic was fed, from one sample to the next, one to two
 * seconds later. Empty where nothing can be said of time.
 */
public record CoreUse(List<Sample> samples) {

    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** The same for all lanes; how long compilers are busy has nothing to do with when the first row comes. */
    private static final long WARM_UP_MICROS = TimeUnit.SECONDS.toMicros(30);

    public CoreUse {
        samples = List.copyOf(samples);
    }

    /**
     * What was used since the sample before.
     *
     * @param at when it was taken, in microseconds from the first tick
     * @param cores user and system time by the time that went by
     * @param warmUp whether it began in the first 30 s
     */
    public record Sample(long at, double cores, boolean warmUp) {}

    /** In the order of time. */
    public static CoreUse of(History history, Subject subject) {
        if (Delays.of(history, subject).doubt().isPresent()) {
            return new CoreUse(List.of());
        }
        LongSummaryStatistics fed = history.all(Fact.Attempted.class).stream()
                .mapToLong(Fact.Attempted::intended)
                .summaryStatistics();
        List<Fact.Resource> read = history.all(Fact.Resource.class).stream()
                .filter(sample -> sample.subject().equals(subject.name()))
                .filter(sample -> sample.t() >= fed.getMin() && sample.t() <= fed.getMax())
                .toList();
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i < read.size(); i++) {
            Fact.Resource from = read.get(i - 1);
            Fact.Resource to = read.get(i);
            double used = (to.cpuMillis() - from.cpuMillis()) * NANOS_PER_MILLI;
            samples.add(new Sample(
                    to.t() - fed.getMin(), used / (to.m() - from.m()), from.t() - fed.getMin() < WARM_UP_MICROS));
        }
        return new CoreUse(samples);
    }
}
