package io.twinstream.pipeline.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.KnownDefect;
import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Lanes;
import io.twinstream.lane.SinkMode;
import io.twinstream.pipeline.Program;
import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickCodec;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlinkJobTest {

    /** Sinks are serialized, so what they gather stands outside of them. The cluster is in this process. */
    private static final Queue<Parsed> ROWS = new ConcurrentLinkedQueue<>();

    private static final Queue<Parsed> LETTERS = new ConcurrentLinkedQueue<>();

    @Test
    void every_record_comes_out_on_the_side_where_it_belongs() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        RawRecord[] records = IntStream.range(0, 100)
                .mapToObj(offset -> new RawRecord(0, offset, 17, offset % 10 == 0 ? garbage() : tick(offset)))
                .toArray(RawRecord[]::new);
        DataStream<RawRecord> stream = env.fromData(records).rebalance();

        FlinkJob.connect(stream, new Gather<TickRow>(true), new Gather<DeadLetter>(false));
        env.execute();

        assertThat(ROWS).hasSize(90).allMatch(row -> row instanceof TickRow && row.offset() % 10 != 0);
        assertThat(LETTERS).hasSize(10).allMatch(letter -> letter instanceof DeadLetter && letter.offset() % 10 == 0);
        assertThat(ROWS).extracting(Parsed::offset).doesNotHaveDuplicates();
    }

    static List<Program> programs() {
        return List.of(FlinkJob.PROGRAM, FlinkSqlJob.PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void a_lane_has_no_duplicates_where_its_table_has_a_key_or_a_ledger_of_offsets_and_only_there(Program program) {
        LaneDescriptor lane = Lanes.of(program.lane());

        assertThat(lane.sinks())
                .isEqualTo(program.sinks())
                .allSatisfy(sink -> assertThat(kept(lane, sink).duplicates() == Contract.Duplicates.NONE)
                        .isEqualTo(program.keyed().contains(sink) || sink == SinkMode.LEDGER));
    }

    /** What it promises or, where that is known to be broken, what it keeps. */
    private static Contract kept(LaneDescriptor lane, SinkMode sink) {
        return lane.knownDefect(sink).map(KnownDefect::kept).orElse(lane.contract(sink));
    }

    private static byte[] garbage() {
        return "garbage".getBytes(UTF_8);
    }

    private static byte[] tick(int offset) {
        return TickCodec.encode(new Tick("BTC-USD", new BigDecimal(offset + ".00000011"), "test", offset));
    }

    private record Gather<T extends Parsed>(boolean rows) implements Sink<T> {

        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(T parsed, Context context) {
                    (rows ? ROWS : LETTERS).add(parsed);
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }
}
