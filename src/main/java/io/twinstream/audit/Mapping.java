package io.twinstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.twinstream.history.Columns;
import io.twinstream.history.Value;
import io.twinstream.history.Values;
import io.twinstream.tick.MalformedTickException;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which column of a table holds what of a record, for topics and tables that are not ours: the value is a JSON object,
 * and two columns say which record a row is of. It is a file of properties:
 *
 * <pre>
 * partition = kafka_partition
 * offset = kafka_offset
 * column.price = /last/price decimal
 * column.at = time epoch_ms
 * column.seen = $timestamp
 * </pre>
 *
 * Each column has a field, by its name or as a JSON pointer (RFC 6901), and a {@link Rule}; {@code $key} is the record's
 * key and {@code $timestamp} its Kafka timestamp, which needs no rule. A field that is missing or null is a null. A
 * record that is no JSON object, or of which a rule cannot read a field, is malformed.
 */
public final class Mapping {

    private static final String COLUMN = "column.";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final String KEY = "$key";
    private static final String TIMESTAMP = "$timestamp";

    private final String partition;
    private final String offset;
    private final List<Field> fields;

    /** @param from {@code $key}, {@code $timestamp} or a JSON pointer */
    private record Field(String column, String from, Rule rule) {

        private Value of(TopicEntry entry, JsonNode value) throws CharacterCodingException, MalformedTickException {
            JsonNode field = switch (from) {
                case KEY -> entry.key() == null ? NullNode.instance : TextNode.valueOf(utf8(entry.key()));
                case TIMESTAMP -> LongNode.valueOf(entry.ts());
                default -> value.at(from);
            };
            try {
                return rule.value(column, field);
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                throw new MalformedTickException(from + " is no " + rule.text());
            }
        }
    }

    private Mapping(String partition, String offset, List<Field> fields) {
        this.partition = partition;
        this.offset = offset;
        this.fields = List.copyOf(fields);
    }

    /**
     * Reads the file.
     *
     * @throws AuditException if it cannot be read; the message is one sentence that names the line's name
     */
    public static Mapping read(Path file) throws AuditException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new AuditException("There is no file " + file + "; name one with --mapping.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new AuditException(
                    file + " cannot be read as a mapping; write name=value on each line, in UTF-8.", e);
        }
        List<Field> fields = new ArrayList<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (name.startsWith(COLUMN) && name.length() > COLUMN.length()) {
                fields.add(field(file, name, properties.getProperty(name).strip()));
            } else if (!name.equals(PARTITION) && !name.equals(OFFSET)) {
                throw new AuditException(
                        file + " has a line '" + name + "', but knows partition, offset and column.NAME only.");
            }
        }
        return new Mapping(column(file, properties, PARTITION), column(file, properties, OFFSET), fields);
    }

    private static String column(Path file, Properties properties, String name) throws AuditException {
        String column = properties.getProperty(name, "").strip();
        if (column.isEmpty()) {
            throw new AuditException(file + " has no line '" + name + "', which names the column that holds the " + name
                    + " of a row's record; without it nobody can say which record that is.");
        }
        return column;
    }

    private static Field field(Path file, String name, String told) throws AuditException {
        String[] words = told.split("\\s+", -1);
        String column = name.substring(COLUMN.length());
        if (words.length == 1 && words[0].equals(TIMESTAMP)) {
            return new Field(column, TIMESTAMP, Rule.EPOCH_US);
        }
        Optional<Rule> rule = words.length == 2
                ? Arrays.stream(Rule.values())
                        .filter(one -> one.text().equals(words[1]))
                        .findFirst()
                : Optional.empty();
        if (rule.isEmpty() || words[0].equals(TIMESTAMP)) {
            throw new AuditException(file + " has '" + told + "' for " + name + ", which has to be a field and one of "
                    + Arrays.stream(Rule.values()).map(Rule::text).collect(Collectors.joining(", "))
                    + ", or $timestamp.");
        }
        return new Field(column, words[0].equals(KEY) ? KEY : pointer(words[0]), rule.get());
    }

    private static String pointer(String field) {
        return field.startsWith("/")
                ? field
                : JsonPointer.SEPARATOR + field.replace("~", "~0").replace("/", "~1");
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /**
     * What the row of this record should hold.
     *
     * @throws MalformedTickException if it should have none; the message says why
     */
    Columns wanted(TopicEntry entry) throws MalformedTickException {
        if (entry.value() == null) {
            throw new MalformedTickException("the value is null");
        }
        List<Value> values = new ArrayList<>();
        try {
            JsonNode value = ValueReader.JSON.readTree(utf8(entry.value()));
            if (!value.isObject()) {
                throw new MalformedTickException("not a JSON object");
            }
            for (Field field : fields) {
                values.add(field.of(entry, value));
            }
        } catch (CharacterCodingException e) {
            throw new MalformedTickException("not UTF-8");
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new MalformedTickException("not JSON that can be read");
        }
        return new Values(values);
    }

    String partition() {
        return partition;
    }

    String offset() {
        return offset;
    }

    /** The columns that hold a field, by name, with the rule by which each is read. */
    Map<String, Rule> columns() {
        Map<String, Rule> columns = new LinkedHashMap<>();
        fields.forEach(field -> columns.put(field.column, field.rule));
        return columns;
    }

    /** How a field is read, and with what the column is compared. */
    enum Rule {
        /** A string. */
        TEXT(ColumnType.TEXT),
        /** A number, or a string that spells one. */
        DECIMAL(ColumnType.NUMBER),
        /** A whole number of 64 bits, or a string that spells one. */
        WHOLE(ColumnType.WHOLE),
        /** A moment, as a number of seconds since the epoch, or a string that spells one. */
        EPOCH_S(ColumnType.TIME),
        EPOCH_MS(ColumnType.TIME),
        EPOCH_US(ColumnType.TIME),
        /** A moment by ISO 8601; without an offset it is in UTC. */
        ISO(ColumnType.TIME);

        private final ColumnType type;

        Rule(ColumnType type) {
            this.type = type;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        ColumnType type() {
            return type;
        }

        /** The column as it is. */
        Value held(String column, String text) {
            return new Value(
                    column,
                    switch (type) {
                        case TEXT -> Value.Type.TEXT;
                        case NUMBER -> Value.Type.DECIMAL;
                        case WHOLE -> Value.Type.WHOLE;
                        case TIME -> Value.Type.INSTANT;
                    },
                    text);
        }

        /**
         * The column as it should be. Moments are compared in microseconds, as PostgreSQL has them: of one that is finer
         * nobody can say which microsecond it becomes.
         *
         * @throws IllegalArgumentException, ArithmeticException or DateTimeException if the field is not of this form
         */
        private Value value(String column, JsonNode field) {
            boolean none = field.isMissingNode() || field.isNull();
            return switch (this) {
                case TEXT -> Value.text(column, none ? null : FieldText.string(field));
                case DECIMAL ->
                    Value.decimal(column, none ? null : FieldText.decimal(field).toString());
                case WHOLE ->
                    Value.whole(column, none ? null : FieldText.decimal(field).longValueExact());
                case EPOCH_S -> Value.instant(column, none ? null : FieldText.micros(field, 6));
                case EPOCH_MS -> Value.instant(column, none ? null : FieldText.micros(field, 3));
                case EPOCH_US -> Value.instant(column, none ? null : FieldText.micros(field, 0));
                case ISO -> Value.instant(column, none ? null : FieldText.iso(field));
            };
        }
    }
}
