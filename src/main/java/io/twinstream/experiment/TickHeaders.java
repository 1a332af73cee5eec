package io.twinstream.experiment;

import java.nio.ByteBuffer;

/** The headers by which the laboratory knows a tick again: each a number of 8 bytes, big-endian. */
public final class TickHeaders {

    /** A tick's number, unique in its trial. */
    public static final String SEQ = "twinstream-seq";

    /** When the schedule wanted a tick sent, in microseconds since the epoch. */
    public static final String INTENDED = "twinstream-intended";

    private TickHeaders() {}

    /** What a header with this number holds. */
    public static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /**
     * The number that a header holds.
     *
     * @param value may be null
     * @return null if it is none of ours
     */
    public static Long number(byte[] value) {
        return value == null || value.length != Long.BYTES
                ? null
                : ByteBuffer.wrap(value).getLong();
    }
}
