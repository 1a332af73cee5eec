package io.twinstream.audit;

import java.time.Duration;

/**
 * What to compare with what.
 *
 * @param user null leaves it to the URL
 * @param password null leaves it to the URL
 * @param table {@code table} or {@code schema.table}
 * @param deadLetters the table of the dead letters; null means the table's name and {@code _dead_letters}
 * @param settle how long the lane is given after the topic's end offsets were taken
 */
public record AuditRequest(
        String bootstrap,
        String topic,
        String jdbcUrl,
        String user,
        String password,
        String table,
        String deadLetters,
        Duration settle) {

    TableReader.Table tables() {
        int dot = table.indexOf('.');
        String schema = dot < 0 ? null : table.substring(0, dot);
        TableReader.Table usual = new TableReader.Table(schema, table.substring(dot + 1));
        return deadLetters == null ? usual : usual.withDeadLetters(deadLetters);
    }
}
