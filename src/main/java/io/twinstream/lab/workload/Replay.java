package io.twinstream.lab.workload;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import io.twinstream.feed.RecordedTick;
import io.twinstream.feed.ReplayFeed;
import io.twinstream.history.Stamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A recording of the feed, played at the pace it was made at. */
public record Replay(List<RecordedTick> ticks) implements Workload {

    @Override
    public long planned() {
        return ticks.size();
    }

    @Override
    public Fault fault() {
        return Fault.NONE;
    }

    @Override
    public Load load() {
        return new Load.Replay();
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(load().settings());
        settings.put("ticks", String.valueOf(ticks.size()));
        return settings;
    }

    @Override
    public void feed(RecordingProducer producer, long seed, BooleanSupplier settled) throws InterruptedException {
        new ReplayFeed(ticks, (tick, scheduled) -> {
                    producer.send(tick.symbol(), tick, Stamp.micros(scheduled));
                    return CompletableFuture.completedFuture(null);
                })
                .run();
    }
}
