package io.twinstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.TickHeaders;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TopicEntryTest {

    @Test
    void the_header_is_a_long_and_the_timestamp_is_in_microseconds() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TickHeaders.SEQ, ByteBuffer.allocate(8).putLong(42).array());
        TopicEntry entry = TopicEntry.of(read(headers));

        assertThat(entry.seq()).isEqualTo(42);
        assertThat(entry.ts()).isEqualTo(1_700_000_000_123_000L);
        assertThat(entry.fact(1, 2).o()).isEqualTo(5);
        assertThat(entry.fact(1, 2).seq()).isEqualTo(42);
    }

    @Test
    void a_header_that_is_missing_or_no_long_is_null() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TickHeaders.SEQ, "42".getBytes(UTF_8));
        TopicEntry entry = TopicEntry.of(read(headers));

        assertThat(entry.seq()).isNull();
    }

    private static ConsumerRecord<byte[], byte[]> read(RecordHeaders headers) {
        return new ConsumerRecord<>(
                "prices",
                1,
                5,
                1_700_000_000_123L,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                new byte[0],
                headers,
                Optional.empty());
    }
}
