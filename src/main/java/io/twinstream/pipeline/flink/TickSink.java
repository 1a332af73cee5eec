package io.twinstream.pipeline.flink;

import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.TickWriter;
import io.twinstream.tick.Parsed;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Our one writer as a sink of Flink. Everything is flushed before a checkpoint completes, so that what a restart
 * replays is what came after it.
 *
 * @param settings the flush interval is kept by a timer, too, when no record comes
 */
public record TickSink<T extends Parsed>(SinkSettings settings) implements Sink<T> {

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        TickWriter writer = new TickWriter(
                settings,
                "flink-" + context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getAttemptNumber());
        return new TickSinkWriter<>(
                writer,
                context.getProcessingTimeService(),
                context.getRestoredCheckpointId().orElse(0) + 1);
    }
}
