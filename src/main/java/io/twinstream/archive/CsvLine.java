package io.twinstream.archive;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of a file of comma-separated values, by the names in its header. What is wrong is reported in one sentence.
 */
public record CsvLine(Path file, NamedCsvRecord fields) {

    /** The lines below the header; none if there is no such file. */
    public static List<CsvLine> read(Path file) throws IOException {
        List<CsvLine> lines = new ArrayList<>();
        if (Files.exists(file)) {
            try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
                for (NamedCsvRecord fields : csv) {
                    lines.add(new CsvLine(file, fields).complete());
                }
            } catch (CsvParseException e) {
                throw new IOException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return lines;
    }

    // The reader compares a line with the one before and not with the header.
    private CsvLine complete() throws IOException {
        int columns = fields.getHeader().size();
        if (fields.getFieldCount() != columns) {
            throw wrong("has " + fields.getFieldCount() + " fields where its header has " + columns);
        }
        return this;
    }

    /** Whether its file has this column. */
    boolean has(String column) {
        return fields.getHeader().contains(column);
    }

    /** What stands in this column; it may be empty. */
    public String text(String column) throws IOException {
        return fields.findField(column).orElseThrow(() -> wrong("has no " + column));
    }

    /** The number in this column; empty if nothing stands there. */
    Optional<Double> number(String column) throws IOException {
        String text = text(column);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            throw wrong("has '" + text + "' where " + column + " should be a number");
        }
    }

    /** Likewise, where the unit leaves no fraction. */
    Optional<Long> whole(String column) throws IOException {
        return number(column).map(Double::longValue);
    }

    private IOException wrong(String what) {
        return new IOException(file + ", line " + fields.getStartingLineNumber() + ", " + what + ".");
    }
}
