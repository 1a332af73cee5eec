package io.twinstream.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The file SHA256SUMS of a published run, as sha256sum writes and checks it. */
public final class Checksums {

    static final String FILE = "SHA256SUMS";

    /** Written of the others, and not committed. */
    private static final String PAGE = "report.html";

    private Checksums() {}

    /** Writes the sums of all files in this folder. */
    static void write(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        of(folder)
                .forEach((file, sum) ->
                        lines.append(sum).append("  ").append(file).append('\n'));
        Files.writeString(folder.resolve(FILE), lines);
    }

    /**
     * The files that are not what they were when the sums were written, a sentence each: changed, missing or added.
     *
     * @throws IOException if there are no sums in this folder, or a file cannot be read
     */
    public static List<String> complaints(Path folder) throws IOException {
        Map<String, String> now = of(folder);
        List<String> complaints = new ArrayList<>();
        read(folder).forEach((file, published) -> {
            String sum = now.remove(file);
            if (sum == null) {
                complaints.add(file + " is missing.");
            } else if (!sum.equals(published)) {
                complaints.add(file + " was changed.");
            }
        });
        now.keySet().forEach(file -> complaints.add(file + " was added."));
        return complaints;
    }

    /** The sums as they were written, by file. */
    static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            String[] sumAndFile = line.split("  ", 2);
            sums.put(sumAndFile[1], sumAndFile[0]);
        }
        return sums;
    }

    private static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sums.put(folder.relativize(file).toString(), sum(Files.readAllBytes(file)));
            }
        }
        sums.remove(FILE);
        sums.remove(PAGE);
        return sums;
    }

    /** SHA-256 in lower-case hex. */
    public static String sum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
