package io.twinstream.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.history.TickColumns;
import io.twinstream.tick.Parsed;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "86746.075",
                "126296",
                "0.00000011",
                "1.1E-7",
                "-5",
                "0",
                "0.000000000000000001",
                "99999999999999999999.999999999999999999",
                "1.50000000000000000000000000000"
            })
    void a_price_keeps_its_value(String price) {
        TickColumns tick = read(json("BTC-USD", price, "1732435200")).orElseThrow();

        assertThat(new BigDecimal(tick.price())).isEqualByComparingTo(price);
    }

    @Test
    void all_columns_are_read() {
        TickColumns tick = read(json("BTC-USD", "1.5", "1732435200")).orElseThrow();

        assertThat(tick.symbol()).isEqualTo("BTC-USD");
        assertThat(tick.user()).isEqualTo("me");
        assertThat(tick.timestamp()).isEqualTo(1_732_435_200L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tick",
                "null",
                "[]",
                "{}",
                "{\"symbol\":\"B\",\"price\":1,\"user\":\"me\"}",
                "{\"symbol\":\"B\",\"price\":1,\"user\":\"me\",\"timestamp\":1} 2",
                "{\"symbol\":\"B\",\"symbol\":\"B\",\"price\":1,\"user\":\"me\",\"timestamp\":1}",
                "{\"symbol\":\"B\",\"price\":1,\"user\":\"me\",\"timestamp\":1",
                "{\"symbol\":\"B\",\"price\":\"1\",\"user\":\"me\",\"timestamp\":1}",
                "{\"symbol\":\"B\",\"price\":1,\"user\":5,\"timestamp\":1}"
            })
    void a_value_of_another_shape_is_malformed(String json) {
        assertThat(read(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "1e99999999999",
                "NaN",
                "100000000000000000000",
                "0.0000000000000000001",
                "123456789012345678901234567890123456789"
            })
    void a_price_that_fits_no_column_is_malformed(String price) {
        assertThat(read(json("BTC-USD", price, "1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9223372036854775808", "true", "\"1\""})
    void a_timestamp_that_is_no_whole_number_of_64_bits_is_malformed(String timestamp) {
        assertThat(read(json("BTC-USD", "1", timestamp))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800b"})
    void a_text_that_postgresql_cannot_store_is_malformed(String symbol) {
        assertThat(read(json(symbol, "1", "1"))).isEmpty();
    }

    @Test
    void a_value_that_is_not_there_or_not_utf_8_is_malformed() {
        String json = json("BÉC", "1", "1");

        assertThat(read((byte[]) null)).isEmpty();
        assertThat(read(json.getBytes(ISO_8859_1))).isEmpty();
        assertThat(read(json.getBytes(UTF_16))).isEmpty();
        assertThat(read(json.getBytes(UTF_8))).isPresent();
    }

    @Test
    void a_record_whose_time_no_row_can_hold_is_malformed_as_it_is_to_the_lanes() {
        byte[] tick = json("BTC-USD", "1", "1").getBytes(UTF_8);
        long last = TimeUnit.MILLISECONDS.toMicros(Parsed.LATEST);
        long beyond = TimeUnit.MILLISECONDS.toMicros(Parsed.LATEST + 1);
        long first = TimeUnit.MILLISECONDS.toMicros(Parsed.EARLIEST);

        assertThat(ValueReader.wanted(new TopicEntry(0, 0, last, null, null, tick)))
                .isPresent();
        assertThat(ValueReader.wanted(new TopicEntry(0, 0, beyond, null, null, tick)))
                .isEmpty();
        assertThat(ValueReader.wanted(new TopicEntry(0, 0, first, null, null, tick)))
                .isPresent();
        assertThat(ValueReader.wanted(new TopicEntry(0, 0, first - 1, null, null, tick)))
                .isEmpty();
    }

    private static String json(String symbol, String price, String timestamp) {
        return "{\"symbol\":\"%s\",\"price\":%s,\"user\":\"me\",\"timestamp\":%s,\"more\":1}"
                .formatted(symbol, price, timestamp);
    }

    private static Optional<TickColumns> read(String json) {
        return read(json.getBytes(UTF_8));
    }

    private static Optional<TickColumns> read(byte[] value) {
        return ValueReader.wanted(new TopicEntry(0, 0, 0, null, null, value));
    }
}
