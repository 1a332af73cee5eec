package io.twinstream.lab.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the database is set to, and how it is seen to be ready, in whatever form. */
final class DatabaseSettings {

    static final Duration DEADLINE = Duration.ofMinutes(2);

    /** How its cluster is made. */
    static final List<String> INITDB = List.of("--encoding=UTF8", "--no-locale");

    private static final Map<String, String> COMMON = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "track_commit_timestamp", "on",
            "max_prepared_transactions", "32",
            "max_connections", "200",
            "timezone", "UTC",
            "log_line_prefix", "%m [%p] %a: ")));

    private DatabaseSettings() {}

    /** All settings but where it listens and keeps its data. */
    static Map<String, String> common() {
        return COMMON;
    }

    /** As the server takes them: {@code -c name=value}. */
    static List<String> arguments(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(COMMON);
        settings.putAll(more);
        List<String> words = new ArrayList<>();
        settings.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return words;
    }

    /** Returns when this incarnation answers. */
    static void awaitAnswer(Incarnation incarnation, Database database) {
        incarnation.awaitReady(DEADLINE, () -> answers(database));
    }

    private static boolean answers(Database database) {
        try (Connection connection = database.connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }
}
