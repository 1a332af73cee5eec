package io.twinstream.pipeline.flink;

import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.TickRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Reads every record: a tick goes on as a row, anything else leaves by the side. */
public final class ParseFunction extends ProcessFunction<RawRecord, TickRow> {

    /** Where the records come out that are not ticks. */
    public static final OutputTag<DeadLetter> LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(RawRecord raw, Context context, Collector<TickRow> rows) {
        Parsed parsed = Parsed.of(raw.partition(), raw.offset(), raw.kafkaTimestamp(), raw.value());
        if (parsed instanceof TickRow row) {
            rows.collect(row);
        } else if (parsed instanceof DeadLetter letter) {
            context.output(LETTERS, letter);
        }
    }
}
