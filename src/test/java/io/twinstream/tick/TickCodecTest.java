package io.twinstream.tick;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in a plain class path and in those of both engines, which bring the JSON parser along. */
class TickCodecTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Test
    void a_tick_is_spelled_as_the_original_spelled_it() {
        Tick tick = new Tick("BTC-USD", new BigDecimal("86746.075"), "coinbase_producer", 1732435200L);

        assertThat(new String(TickCodec.encode(tick), UTF_8))
                .isEqualTo("{\"symbol\":\"BTC-USD\",\"price\":86746.075,\"user\":\"coinbase_producer\","
                        + "\"timestamp\":1732435200}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.00000011, 0.00000011",
        "1.1E-7, 0.00000011",
        "126296, 126296",
        "1.26296E+5, 126296",
        "86746.075, 86746.075",
        "65091.10, 65091.10",
        "0.000000000000000001, 0.000000000000000001",
        "12345678901234567890.123456789012345678, 12345678901234567890.123456789012345678",
        "1E+19, 10000000000000000000",
        "-0.5, -0.5",
    })
    void a_price_is_written_in_plain_digits_and_read_back_unchanged(BigDecimal price, String digits)
            throws MalformedTickException {
        byte[] json = TickCodec.encode(new Tick("X-USD", price, "u", 1));

        assertThat(new String(json, UTF_8)).contains("\"price\":" + digits + ",");
        assertThat(TickCodec.decode(json).price()).isEqualByComparingTo(price).isEqualTo(new BigDecimal(digits));
    }

    @ParameterizedTest
    @CsvSource({
        "1.1e-7, 0.00000011",
        "126296, 126296",
        "126296.0, 126296",
        "1.50, 1.5",
        "1e19, 10000000000000000000",
        "0.1000000000000000000000000000000000000000, 0.1",
        "0e-999999999, 0",
        "0e999999999, 0",
        "-0.0, 0",
    })
    void a_price_is_read_by_its_value_however_it_is_spelled(String spelled, BigDecimal value) {
        Assertions.assertTimeoutPreemptively(AT_ONCE, () -> {
            Tick tick = decode(tick(spelled));

            assertThat(tick.price()).isEqualByComparingTo(value);
            assertThat(decode(TickCodec.encode(tick)).price()).isEqualByComparingTo(value);
        });
    }

    @Test
    void unknown_fields_and_the_order_of_fields_do_not_matter() throws MalformedTickException {
        Tick tick = decode(
                "{\"extra\":{\"deep\":[1,{}]},\"timestamp\":7,\"user\":\"ü€😀\",\"price\":1,\"symbol\":\"\"} \n");

        assertThat(tick).isEqualTo(new Tick("", BigDecimal.ONE, "ü€😀", 7));
    }

    static Stream<Arguments> malformed() {
        String symbol = "{\"symbol\":\"%s\",\"price\":1,\"user\":\"u\",\"timestamp\":1}";
        return Stream.of(
                arguments("null value", null, "value is null"),
                arguments("no bytes", "", "not a JSON object"),
                arguments("not JSON", "hello", "not JSON"),
                arguments("truncated", "{\"symbol\":\"BTC-USD\",\"pri", "not JSON"),
                arguments("an array", "[1]", "not a JSON object"),
                arguments("a string", "\"BTC-USD\"", "not a JSON object"),
                arguments("null", "null", "not a JSON object"),
                arguments("other shape", "{\"type\":\"ticker\",\"price\":\"1\"}", "price is not a number"),
                arguments("no symbol", "{\"price\":1,\"user\":\"u\",\"timestamp\":1}", "symbol is missing"),
                arguments("no price", "{\"symbol\":\"A\",\"user\":\"u\",\"timestamp\":1}", "price is missing"),
                arguments("no user", "{\"symbol\":\"A\",\"price\":1,\"timestamp\":1}", "user is missing"),
                arguments("no timestamp", "{\"symbol\":\"A\",\"price\":1,\"user\":\"u\"}", "timestamp is missing"),
                arguments("null symbol", tick("1").replace("\"A\"", "null"), "symbol is not a string"),
                arguments("number as symbol", tick("1").replace("\"A\"", "1"), "symbol is not a string"),
                arguments("string price", tick("\"1.5\""), "price is not a number"),
                arguments("null price", tick("null"), "price is not a number"),
                arguments("price in an array", tick("[1]"), "price is not a number"),
                arguments("NaN", tick("NaN"), "not JSON"),
                arguments("Infinity", tick("-Infinity"), "not JSON"),
                arguments("39 digits", tick("123456789012345678901.123456789012345678"), "decimal(38,18)"),
                arguments("39 digits, whole", tick("1" + "0".repeat(38)), "decimal(38,18)"),
                arguments("21 digits before the point", tick("100000000000000000000"), "decimal(38,18)"),
                arguments("19 digits after the point", tick("0.0000000000000000001"), "decimal(38,18)"),
                arguments("huge exponent", tick("1e999999999"), "decimal(38,18)"),
                arguments("tiny exponent", tick("1e-999999999"), "decimal(38,18)"),
                arguments("exponent of 40 bits", tick("1e999999999999"), "decimal(38,18)"),
                arguments("a megabyte of digits", tick("1".repeat(1 << 20)), "not JSON"),
                arguments("a megabyte of zeros", tick("0." + "0".repeat(1 << 20)), "not JSON"),
                arguments("a megabyte of letters", "x".repeat(1 << 20), "not JSON"),
                arguments(
                        "a megabyte of brackets",
                        tick("1").replace("1}", "1,\"x\":" + "[".repeat(1 << 20)),
                        "not JSON"),
                arguments("timestamp with a fraction", tick("1").replace("1}", "1.5}"), "timestamp is not a whole"),
                arguments(
                        "timestamp of 65 bits", tick("1").replace("1}", "9223372036854775808}"), "timestamp is not a"),
                arguments("timestamp as text", tick("1").replace("1}", "\"1\"}"), "timestamp is not a whole"),
                arguments("NUL in the symbol", symbol.formatted("BTC\\u0000USD"), "symbol holds a NUL"),
                arguments("bare NUL in the symbol", symbol.formatted("BTC\0USD"), "not JSON"),
                arguments("first half of a pair", symbol.formatted("\\ud83d"), "half a surrogate pair"),
                arguments("second half of a pair", symbol.formatted("\\ude00\\ud83d"), "half a surrogate pair"),
                arguments("NUL in the user", tick("1").replace("\"u\"", "\"\\u0000\""), "user holds a NUL"),
                arguments("the price twice", tick("1,\"price\":2"), "Duplicate field"),
                arguments("a long field twice", twice("f".repeat(40_000)), "Duplicate field"),
                arguments("a field with NUL twice", twice("\\u0000\\ud83d"), "Duplicate field"),
                arguments("two objects", tick("1") + tick("2"), "more after the object"),
                arguments("trailing bytes", tick("1") + "x", "not JSON"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void malformed(String kind, String json, String reason) {
        assertMalformed(json == null ? null : json.getBytes(UTF_8), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c1\u0081", "\u00ed\u00a0\u0080", "\u00f0\u009f\u0098", "\u00c0\u0080"})
    void invalid_utf8_is_malformed_wherever_it_stands(String bytes) {
        assertMalformed(tick("1").replace("A", bytes).getBytes(ISO_8859_1), "not UTF-8");
        assertMalformed(tick("1").replace("1}", "1,\"x\":\"" + bytes + "\"}").getBytes(ISO_8859_1), "not UTF-8");
        assertMalformed(bytes.getBytes(ISO_8859_1), "not UTF-8");
    }

    @Test
    void utf16_is_malformed() {
        assertMalformed(tick("1").getBytes(UTF_16LE), "not JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "1e999999999, false",
        "1e-999999999, false",
        "1e19, true",
        "1e20, false",
        "1.10, true",
        "1e-18, true",
        "1e-19, false",
        "10e-19, true",
        "0e-50, true",
    })
    void a_price_fits_if_the_column_holds_it_exactly(BigDecimal price, boolean fits) {
        assertThat(TickCodec.fits(price)).isEqualTo(fits);
    }

    private static void assertMalformed(byte[] json, String reason) {
        Assertions.assertTimeoutPreemptively(AT_ONCE, () -> {
            MalformedTickException e = catchThrowableOfType(MalformedTickException.class, () -> TickCodec.decode(json));

            assertThat(e).isNotNull().hasMessageContaining(reason);
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(220).doesNotContain("\0", "\n");
            assertThat(UTF_8.newEncoder().canEncode(e.getMessage())).isTrue();
        });
    }

    private static String tick(String price) {
        return "{\"symbol\":\"A\",\"price\":" + price + ",\"user\":\"u\",\"timestamp\":1}";
    }

    private static String twice(String field) {
        return "{\"" + field + "\":1,\"" + field + "\":1}";
    }

    private static Tick decode(String json) throws MalformedTickException {
        return decode(json.getBytes(UTF_8));
    }

    private static Tick decode(byte[] json) throws MalformedTickException {
        return TickCodec.decode(json);
    }
}
