package io.twinstream.lab.workload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Records that are not ticks, to be planted among ticks. */
public enum Malformed {
    NOT_JSON,
    OTHER_SHAPE,
    NULL_VALUE,
    /** One megabyte, just below what a broker takes. */
    MEGABYTE,
    INVALID_UTF8,
    /** PostgreSQL refuses it in text. */
    NUL_IN_SYMBOL,
    PRICE_OF_39_DIGITS,
    PRICE_WITH_HUGE_EXPONENT;

    /** The record's value; null for {@link #NULL_VALUE}. */
    public byte[] value() {
        return switch (this) {
            case NOT_JSON -> utf8("BTC-USD is up again");
            case OTHER_SHAPE -> utf8("{\"product\":\"BTC-USD\",\"last\":[86746.075]}");
            case NULL_VALUE -> null;
            case MEGABYTE -> megabyte();
            case INVALID_UTF8 -> invalidUtf8();
            case NUL_IN_SYMBOL -> tick("BTC\\u0000USD", "1");
            case PRICE_OF_39_DIGITS -> tick("BTC-USD", "1".repeat(39));
            case PRICE_WITH_HUGE_EXPONENT -> tick("BTC-USD", "1e999999999");
        };
    }

    private static byte[] tick(String symbol, String price) {
        return utf8("{\"symbol\":\"" + symbol + "\",\"price\":" + price
                + ",\"user\":\"coinbase_producer\",\"timestamp\":1732435200}");
    }

    private static byte[] megabyte() {
        byte[] bytes = new byte[1_000_000];
        Arrays.fill(bytes, (byte) '7');
        return bytes;
    }

    private static byte[] invalidUtf8() {
        byte[] bytes = tick("BTC-USD", "1");
        bytes[12] = (byte) 0xC3;
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
