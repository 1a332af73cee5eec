package io.twinstream.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run has from a published one that it goes on with: trials without their histories, and the lines that tables
 * have of them.
 */
final class CarriedOver {

    private CarriedOver() {}

    /**
     * The contents of its files, by their paths in the run, exactly as they were published; none if the run does not go
     * on with a published one. The manifest is not among them: it describes the whole run.
     *
     * @throws IOException if something of it was changed or is missing; the message is one sentence
     */
    static Map<Path, byte[]> files(Path run) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        if (Files.exists(run.resolve(Checksums.FILE))) {
            for (Map.Entry<String, String> published : Checksums.read(run).entrySet()) {
                Path file = Path.of(published.getKey());
                if (!file.equals(Path.of(RunFolder.MANIFEST))) {
                    files.put(file, asPublished(run.resolve(file), isTable(file), published.getValue()));
                }
            }
        }
        return files;
    }

    private static boolean isTable(Path file) {
        return file.getNameCount() == 1;
    }

    /** The content of a file, or of a table that has grown since, its beginning. */
    private static byte[] asPublished(Path file, boolean grows, String sum) throws IOException {
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        for (int end = content.length; end > 0; end--) {
            if (end == content.length || (grows && content[end - 1] == '\n')) {
                byte[] begin = Arrays.copyOf(content, end);
                if (Checksums.sum(begin).equals(sum)) {
                    return begin;
                }
            }
        }
        throw new IOException(file + " is not what was published: its sum in " + Checksums.FILE
                + " is another; copy the published run again.");
    }
}
