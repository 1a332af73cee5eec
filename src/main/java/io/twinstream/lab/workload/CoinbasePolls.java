package io.twinstream.lab.workload;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.feed.PollResult;
import io.twinstream.feed.PollingFeed;
import io.twinstream.history.Stamp;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What the feed polls. A tick is meant to be sent when its round is due, so a slow poll counts as latency.
 *
 * @param source asks for one product
 * @param interval between rounds
 */
public record CoinbasePolls(Function<String, PollResult> source, Duration interval, Duration lasting)
        implements Workload {

    private long rounds() {
        return lasting.dividedBy(interval);
    }

    @Override
    public long planned() {
        return rounds() * PollingFeed.PRODUCTS.size();
    }

    @Override
    public Fault fault() {
        return Fault.NONE;
    }

    @Override
    public Load load() {
        return new Load.Polls(interval);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(load().settings());
        settings.put("lasting", lasting.toString());
        return settings;
    }

    @Override
    public void feed(RecordingProducer producer, long seed, BooleanSupplier settled) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(load().phaseMicros(seed));
        new PollingFeed(source, PollingFeed.PRODUCTS, interval, rounds(), (tick, scheduled) -> {
                    producer.send(tick.symbol(), tick, Stamp.micros(scheduled));
                    return CompletableFuture.completedFuture(null);
                })
                .run();
    }
}
