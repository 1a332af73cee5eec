package io.twinstream.history;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A finished history by columns, for publishing: the same lines in about a third of the room. What is in a file is text,
 * compressed:
 *
 * <ol>
 *   <li>{@value #MAGIC}
 *   <li>how the lines follow on each other: the number of a shape and how many lines of it come next, again and again;
 *       shape 0 is lines that are kept as they are
 *   <li>how many lines are kept as they are, and those lines
 *   <li>how many shapes there are, and of each its fields, {@code name:n} for whole numbers and {@code name:s} for text,
 *       and a line for each field: of each number its difference from the one before it, the first from 0; of {@code m}
 *       beside {@code t} that of {@code m - 1000 t}; of each text the difference of its place in the list of texts from
 *       that before it, or {@code +} for the next that is new
 *   <li>how many texts there are, and those, in JSON, by when they were new
 * </ol>
 */
public final class PackedHistory {

    /** The name of a packed history in a trial's folder. */
    public static final String FILE = "history.packed.gz";

    static final String MAGIC = "twinstream packed history 1";

    private PackedHistory() {}

    /**
     * Packs a history.
     *
     * @param history as {@link HistoryWriter} wrote it, or packed
     * @param packed is created
     * @throws IOException if the history was cut off, or what was packed does not come out again to the byte
     */
    public static void pack(Path history, Path packed) throws IOException {
        byte[] lines;
        try (InputStream in = HistoryReader.open(history)) {
            lines = in.readAllBytes();
        }
        Packer packer = new Packer();
        new String(lines, StandardCharsets.UTF_8).lines().forEach(packer::add);
        try (OutputStream disk =
                        Files.newOutputStream(packed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Writer out =
                        new BufferedWriter(new OutputStreamWriter(new BestCompression(disk), StandardCharsets.UTF_8))) {
            packer.write(out);
        }
        try (InputStream again = open(packed)) {
            if (!Arrays.equals(lines, again.readAllBytes())) {
                throw new IOException(history + " does not come out of " + packed + " as it went in.");
            }
        }
    }

    private static final class BestCompression extends GZIPOutputStream {
        BestCompression(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    /**
     * The lines of the history that is packed in this file.
     *
     * @throws MalformedHistoryException if it is not one
     */
    static InputStream open(Path packed) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(lines, StandardCharsets.UTF_8)) {
            new Unpacker(in, out).unpack();
        } catch (RuntimeException e) {
            throw new MalformedHistoryException(packed + " is not a packed history: "
                    + (e instanceof IndexOutOfBoundsException ? "it was damaged" : e.getMessage()));
        }
        return new ByteArrayInputStream(lines.toByteArray());
    }
}
