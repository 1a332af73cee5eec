package io.twinstream.history;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is kept of bytes that nobody can read as a tick: enough to say whether others are the same. */
public final class RawBytes {

    /** Of a record without a value. */
    public static final String NONE = "none";

    private RawBytes() {}

    /**
     * Their SHA-256 in hexadecimal, or {@value #NONE}.
     *
     * @param bytes may be null, as the value of a record may
     */
    public static String of(byte[] bytes) {
        if (bytes == null) {
            return NONE;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
