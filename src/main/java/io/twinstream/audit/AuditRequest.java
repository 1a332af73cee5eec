package io.twinstream.audit;

import io.twinstream.kafka.KafkaCluster;
import io.twinstream.sink.SinkTables;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to compare with what.
 *
 * @param user null leaves it to the URL
 * @param password null leaves it to the URL
 * @param table {@code table} or {@code schema.table}, each as it is stored, or in double quotes as psql takes it
 * @param deadLetters the table of the dead letters; null means the table's name and {@code _dead_letters}
 * @param settle how long the lane is given after the topic's end offsets were taken
 * @param mapping which column holds what of a record; null where both are those of a tick
 */
public record AuditRequest(
        KafkaCluster kafka,
        String topic,
        String jdbcUrl,
        String user,
        String password,
        String table,
        String deadLetters,
        Duration settle,
        Mapping mapping) {

    private static final String PART = "(?:\"((?:[^\"]|\"\")+)\"|([^\".]+))";
    private static final Pattern NAME = Pattern.compile("(?:" + PART + "\\.)?" + PART);

    /** The tables; their journal is nobody's business here. */
    TableReader.Table tables() throws AuditException {
        Matcher parts = NAME.matcher(table);
        if (!parts.matches()) {
            throw new AuditException("'" + table + "' is not the name of a table; write TABLE or SCHEMA.TABLE, "
                    + "or as psql takes it, \"Market Data\".\"Prices\".");
        }
        String name = part(parts, 3);
        return new TableReader.Table(
                part(parts, 1), name, deadLetters == null ? SinkTables.deadLetters(name) : deadLetters, null);
    }

    private static String part(Matcher parts, int group) {
        String quoted = parts.group(group);
        return quoted == null ? parts.group(group + 1) : quoted.replace("\"\"", "\"");
    }
}
