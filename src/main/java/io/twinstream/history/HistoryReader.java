package io.twinstream.history;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads what {@link HistoryWriter} wrote, also when it was cut off, and what {@link PackedHistory} made of it. */
public final class HistoryReader {

    /** Since then what a newer schema has besides can be left out, and {@link StoredContract} reads older promises. */
    private static final int OLDEST_SCHEMA = 2;

    private final Path file;
    private final Consumer<Fact> facts;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final MessageDigest sum = sha256();
    private long lines;

    private HistoryReader(Path file, Consumer<Fact> facts) {
        this.file = file;
        this.facts = facts;
    }

    /**
     * The whole history.
     *
     * @throws MalformedHistoryException if the file is not a history of this version
     */
    public static History read(Path file) throws IOException {
        List<Fact> facts = new ArrayList<>();
        HistoryReader reader = new HistoryReader(file, facts::add);
        boolean truncated = reader.read();
        return History.read(facts, truncated, HexFormat.of().formatHex(reader.sum.digest()));
    }

    /**
     * Hands out the facts one after another.
     *
     * @return whether the file was cut off; what stood before the cut was handed out
     * @throws MalformedHistoryException if the file is not a history of this version
     */
    public static boolean read(Path file, Consumer<Fact> facts) throws IOException {
        return new HistoryReader(file, facts).read();
    }

    private boolean read() throws IOException {
        boolean truncated = false;
        try (InputStream in = open(file)) {
            // Bytes, not a character stream: a decoder that meets the cut forgets what it has decoded just before.
            byte[] bytes = new byte[1 << 16];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                sum.update(bytes, 0, n);
                take(bytes, n);
            }
            truncated = line.size() > 0;
        } catch (EOFException e) {
            truncated = true;
        } catch (ZipException e) {
            if (lines == 0) {
                throw new MalformedHistoryException(file + " is not a history: " + e.getMessage());
            }
            truncated = true;
        }
        if (lines == 0) {
            throw new MalformedHistoryException(
                    file + " line 1: there is no trial; the history was cut off before it.");
        }
        return truncated;
    }

    /**
     * The lines of a history, packed or not.
     *
     * @throws IOException if it cannot be read; also while it is read, where it was cut off
     */
    public static InputStream open(Path file) throws IOException {
        return file.endsWith(PackedHistory.FILE)
                ? PackedHistory.open(file)
                : new GZIPInputStream(Files.newInputStream(file));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private void take(byte[] bytes, int n) throws MalformedHistoryException {
        int from = 0;
        for (int i = 0; i < n; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, from, i - from);
                from = i + 1;
                lines++;
                facts.accept(fact());
                line.reset();
            }
        }
        line.write(bytes, from, n - from);
    }

    private Fact fact() throws MalformedHistoryException {
        Fact fact;
        try {
            fact = FactJson.read(line.toByteArray());
        } catch (MalformedHistoryException e) {
            throw new MalformedHistoryException(file + " line " + lines + ": " + e.getMessage());
        }
        if (lines == 1) {
            begin(fact);
        } else if (fact instanceof Fact.Trial) {
            throw new MalformedHistoryException(file + " line " + lines + ": a history is of one trial.");
        }
        return fact;
    }

    private void begin(Fact first) throws MalformedHistoryException {
        if (!(first instanceof Fact.Trial trial)) {
            throw new MalformedHistoryException(file + " line 1: a history begins with its trial.");
        }
        if (trial.schema() < OLDEST_SCHEMA || trial.schema() > Fact.SCHEMA) {
            throw new MalformedHistoryException(
                    file + " line 1: schema " + trial.schema() + ", but this twinstream reads " + OLDEST_SCHEMA + " to "
                            + Fact.SCHEMA + "; judge it with the version that wrote it.");
        }
    }
}
