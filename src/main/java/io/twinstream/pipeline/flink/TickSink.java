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
 */
public record TickSink<T extends Parsed>(SinkSettings settings) implements Sink<T> {

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        String name = "flink-" + context.getTaskInfo().getIndexOfThisSubtask();
        int attempt = context.getTaskInfo().getAttemptNumber();
        return new TickSinkWriter<>(
                onFailure -> new TickWriter(settings, name, attempt, onFailure),
                context.getMailboxExecutor(),
                context.getRestoredCheckpointId().orElse(0) + 1);
    }
}
