package io.twinstream.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinstream.tick.TickRow;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Rows as COPY takes them in its binary format. The formats of the columns are those that PostgreSQL's own functions
 * receive, {@code numeric_recv} and the like (PostgreSQL documentation, COPY, "Binary Format").
 */
final class BinaryCopy {

    /** In the order in which a row's fields are written. */
    static final String COLUMNS =
            "(kafka_partition, kafka_offset, kafka_timestamp, symbol, price, \"user\", \"timestamp\")";

    private static final short FIELDS = 7;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final short END = -1;

    /** PostgreSQL counts microseconds from 1 January 2000. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final short NEGATIVE = 0x4000;

    /** Decimal digits in one of a numeric, whose base is 10,000. */
    private static final int GROUP = 4;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private BinaryCopy() {}

    /** All that is to be sent. */
    static byte[] of(List<TickRow> rows) {
        BinaryCopy copy = new BinaryCopy();
        try {
            copy.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is memory
        }
        return copy.bytes.toByteArray();
    }

    private void write(List<TickRow> rows) throws IOException {
        out.write(SIGNATURE);
        out.writeInt(0); // no flags
        out.writeInt(0); // no extension of the header
        for (TickRow row : rows) {
            out.writeShort(FIELDS);
            out.writeInt(Integer.BYTES);
            out.writeInt(row.partition());
            bigint(row.offset());
            bigint(Math.multiplyExact(row.kafkaTimestamp() - EPOCH_MILLIS, 1_000));
            text(row.tick().symbol());
            numeric(row.tick().price());
            text(row.tick().user());
            bigint(row.tick().timestamp());
        }
        out.writeShort(END);
    }

    private void bigint(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void text(String value) throws IOException {
        byte[] encoded = value.getBytes(UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    /** How many digits to the base 10,000, the power of the first, the sign, digits behind the point, and the digits. */
    private void numeric(BigDecimal value) throws IOException {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        int scale = plain.scale();
        String digits = plain.unscaledValue().abs().toString();
        int whole = Math.max(0, digits.length() - scale);
        String aligned = "0".repeat(Math.floorMod(-whole, GROUP))
                + "0".repeat(Math.max(0, scale - digits.length()))
                + digits
                + "0".repeat(Math.floorMod(-scale, GROUP));
        int groups = aligned.length() / GROUP;
        int first = 0;
        while (first < groups && group(aligned, first) == 0) {
            first++;
        }
        while (groups > first && group(aligned, groups - 1) == 0) {
            groups--;
        }
        int weight = first == groups ? 0 : (whole + GROUP - 1) / GROUP - 1 - first;
        out.writeInt((4 + groups - first) * Short.BYTES);
        out.writeShort(groups - first);
        out.writeShort(weight);
        out.writeShort(plain.signum() < 0 ? NEGATIVE : 0);
        out.writeShort(scale);
        for (int i = first; i < groups; i++) {
            out.writeShort(group(aligned, i));
        }
    }

    private static int group(String aligned, int index) {
        return Integer.parseInt(aligned, index * GROUP, (index + 1) * GROUP, 10);
    }
}
