package io.twinstream.pipeline.flink;

import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.BrokerTopics;
import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.pipeline.Program;
import io.twinstream.pipeline.Readiness;
import io.twinstream.sink.SinkSettings;
import io.twinstream.sink.SinkTables;
import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.TickRow;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The lane {@code flink}: the topic through Flink's DataStream API. A program for {@code flink run}, attached or
 * detached, and for the cluster's REST API; its options are those of {@link PipelineSettings}. What keeps it from
 * starting is one sentence and, on a command line, exit code 2.
 */
public final class FlinkJob {

    /** Its XA sink claims to write every row once by itself: in TRANSACTIONAL its table has no key. */
    static final Program PROGRAM = new Program(Lane.FLINK, EnumSet.allOf(SinkMode.class), Set.of(SinkMode.UPSERT));

    private FlinkJob() {}

    public static void main(String[] args) throws Exception {
        PipelineSettings settings;
        Sink<TickRow> rows;
        try {
            settings = PipelineSettings.parse(SinkTables.FLINK, JobEnvironment.CHECKPOINT_INTERVAL, args)
                    .forProgram(PROGRAM);
            rows = rowsSink(settings.sink());
            JobEnvironment.check(settings);
            Readiness.establish(settings, PROGRAM, BrokerTopics::of);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw JobRefused.because(e);
        }
        StreamExecutionEnvironment env = JobEnvironment.of(settings);
        DataStream<RawRecord> records = env.fromSource(
                        TopicSource.of(settings), WatermarkStrategy.noWatermarks(), "topic")
                .uid("topic");
        connect(records, rows, new TickSink<>(settings.sink()));
        env.execute(settings.group());
    }

    private static Sink<TickRow> rowsSink(SinkSettings settings) {
        return switch (settings.mode()) {
            case APPEND -> AppendSink.of(settings);
            case UPSERT, LEDGER -> new TickSink<>(settings);
            case TRANSACTIONAL -> TransactionalSink.of(settings);
        };
    }

    /** Everything between the topic and the tables. */
    static void connect(DataStream<RawRecord> records, Sink<TickRow> rows, Sink<DeadLetter> letters) {
        SingleOutputStreamOperator<TickRow> parsed =
                records.process(new ParseFunction()).name("parse").uid("parse");
        parsed.sinkTo(rows).name("rows").uid("rows");
        parsed.getSideOutput(ParseFunction.LETTERS)
                .sinkTo(letters)
                .name("dead letters")
                .uid("dead-letters");
    }
}
