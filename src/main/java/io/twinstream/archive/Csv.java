package io.twinstream.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Files of comma-separated values. What is null is empty. */
final class Csv {

    private Csv() {}

    /**
     * Appends lines; a file that is not there yet begins with the header.
     *
     * @throws IOException if the one that is there has another; the message is one sentence
     */
    static void append(Path file, List<String> header, List<List<Object>> values) throws IOException {
        StringBuilder lines = new StringBuilder();
        if (Files.notExists(file)) {
            lines.append(line(header));
        } else if (!Files.readString(file).startsWith(line(header))) {
            throw new IOException(
                    file + " has other columns than this version writes; go on with the version that began it.");
        }
        values.forEach(line -> lines.append(line(line)));
        Files.writeString(file, lines, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(List<?> values) {
        return values.stream().map(Csv::field).collect(Collectors.joining(",")) + "\n";
    }

    private static String field(Object value) {
        String text = Objects.toString(value, "");
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
