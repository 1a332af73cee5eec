package io.twinstream.lab.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An entry of a log whose level is error or worse. Only its first line counts: a stack trace below it, which may say
 * ERROR itself, is part of the same entry.
 *
 * @param process its log's path without {@code .log}: {@code flink-tm-1}, {@code spark-executors/app-1/0/stdout}
 * @param line its first line
 */
record LoggedError(String process, String line) {

    private static final int SHORT = 200;

    /** As log4j2.properties of the servers has it, then as Kafka's image has it, then as PostgreSQL has it. */
    private static final Pattern START = Pattern.compile("\\d{4}-\\d\\d-\\d\\d [\\d:.,]+ (ERROR|FATAL) .*"
            + "|\\[\\d{4}-\\d\\d-\\d\\d [\\d:.,]+\\] (ERROR|FATAL) .*"
            + "|\\d{4}-\\d\\d-\\d\\d [\\d:.]+ UTC \\[\\d+\\] [^:]*: (ERROR|FATAL|PANIC):  .*");

    private static final Pattern TIME = Pattern.compile("^\\[?\\d{4}-\\d\\d-\\d\\d [\\d:.,]+\\]?( UTC)? ");

    /** Its name may hold brackets of its own. */
    private static final Pattern THREAD = Pattern.compile("^(ERROR|FATAL) +\\[.*?\\] (?=\\S+: )");

    /** The logs of this folder, by name. Spark copies a job's jar beside those of its executors. */
    static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.find(folder, Integer.MAX_VALUE, (path, is) -> is.isRegularFile())) {
            return files.filter(path -> path.getFileName().toString().matches(".*\\.log|stdout|stderr"))
                    .sorted()
                    .toList();
        }
    }

    /** The errors of one log. */
    static List<LoggedError> in(Path folder, Path log) throws IOException {
        String process = folder.relativize(log).toString().replaceFirst("\\.log$", "");
        // A log may hold whatever bytes a process was sent; each is a character in this one.
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> START.matcher(line).matches())
                    .map(line -> new LoggedError(process, line))
                    .toList();
        }
    }

    /** Its line as far as it says what happened: without time and thread, and not too long. */
    String shortened() {
        String said = THREAD.matcher(TIME.matcher(line).replaceFirst("")).replaceFirst("$1 ");
        return said.length() <= SHORT ? said : said.substring(0, SHORT) + "..";
    }
}
