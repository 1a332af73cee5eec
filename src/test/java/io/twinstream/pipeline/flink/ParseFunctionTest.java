package io.twinstream.pipeline.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickCodec;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParseFunctionTest {

    private static final Tick TICK = new Tick("BTC-USD", new BigDecimal("86746.075"), "test", 1_732_435_200);

    private OneInputStreamOperatorTestHarness<RawRecord, TickRow> harness;

    @BeforeEach
    void open() throws Exception {
        harness = ProcessFunctionTestHarnesses.forProcessFunction(new ParseFunction());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void a_tick_becomes_a_row_with_its_place_in_the_topic() throws Exception {
        process(new RawRecord(2, 5_011, 17, TickCodec.encode(TICK)));

        assertThat(harness.extractOutputValues()).containsExactly(new TickRow(TICK, 2, 5_011, 17));
        assertThat(harness.getSideOutput(ParseFunction.LETTERS)).isNull();
    }

    @Test
    void a_malformed_record_becomes_a_letter_with_its_bytes_and_stops_nothing() throws Exception {
        byte[] garbage = "<html>".getBytes(UTF_8);
        process(new RawRecord(0, 1, 17, garbage));
        process(new RawRecord(0, 2, 18, null));
        process(new RawRecord(0, 3, 19, TickCodec.encode(TICK)));

        assertThat(harness.extractOutputValues()).containsExactly(new TickRow(TICK, 0, 3, 19));
        List<DeadLetter> letters = harness.getSideOutput(ParseFunction.LETTERS).stream()
                .map(StreamRecord::getValue)
                .toList();
        assertThat(letters)
                .extracting(DeadLetter::partition, DeadLetter::offset, DeadLetter::kafkaTimestamp, DeadLetter::raw)
                .containsExactly(tuple(0, 1L, 17L, garbage), tuple(0, 2L, 18L, null));
        assertThat(letters.get(0).reason()).startsWith("not JSON");
        assertThat(letters.get(1).reason()).isEqualTo("the value is null");
    }

    private void process(RawRecord raw) throws Exception {
        harness.processElement(new StreamRecord<>(raw));
    }
}
