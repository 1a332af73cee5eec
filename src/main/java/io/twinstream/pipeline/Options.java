package io.twinstream.pipeline;

import io.twinstream.lane.SinkMode;
import io.twinstream.sink.JdbcUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line of {@code --name value} pairs. What cannot be read is an IllegalArgumentException of one sentence. */
record Options(Map<String, String> values) {

    private static final List<String> NAMES = List.of(
            "bootstrap",
            "kafka-config",
            "topic",
            "group",
            "jdbc",
            "user",
            "password",
            "table",
            "sink",
            "flush-interval",
            "flush-rows",
            "commit-interval",
            "expired",
            "checkpoints",
            "parallelism");

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)");

    static Options of(String... args) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = known(args[i]);
            if (i + 1 == args.length || isOption(args[i + 1])) {
                throw new IllegalArgumentException("Option --" + name + " needs a value after it.");
            }
            if (values.put(name, args[i + 1]) != null) {
                throw new IllegalArgumentException("Option --" + name + " is given twice; give it once.");
            }
        }
        return new Options(values);
    }

    private static String known(String arg) {
        if (!isOption(arg)) {
            throw new IllegalArgumentException("There is no option '" + arg + "'; the options are "
                    + NAMES.stream().map(name -> "--" + name).collect(Collectors.joining(", ")) + ".");
        }
        return arg.substring(2);
    }

    private static boolean isOption(String arg) {
        return arg.startsWith("--") && NAMES.contains(arg.substring(2));
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Option --" + name + " is missing; add --" + name + " and its value.");
        }
        return value;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String jdbcUrl(String name) {
        String url = text(name);
        if (!url.startsWith("jdbc:postgresql:")) {
            throw unreadable(name, JdbcUrl.shown(url), "a URL like jdbc:postgresql://host:5432/database");
        }
        if (JdbcUrl.hasUserBeforeHost(url)) {
            throw new IllegalArgumentException("Option --" + name + " has a user before the host, which PostgreSQL's "
                    + "driver does not know; name it with --user, and its password in "
                    + PipelineSettings.PASSWORD + ".");
        }
        return url;
    }

    SinkMode sinkMode(String name) {
        return oneOf(SinkMode.values(), name, text(name));
    }

    Expired expired(String name) {
        return oneOf(Expired.values(), name, text(name, Expired.FAIL.name()));
    }

    private static <E extends Enum<E>> E oneOf(E[] known, String name, String value) {
        return Arrays.stream(known)
                .filter(one -> one.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> unreadable(
                        name,
                        value,
                        "one of " + Arrays.stream(known).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** Null if it is not given. */
    Path path(String name) {
        String value = values.get(name);
        try {
            return value == null ? null : Path.of(value);
        } catch (InvalidPathException e) {
            throw unreadable(name, value, "the name of a file");
        }
    }

    Duration duration(String name, Duration otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw unreadable(name, value, "a time like 500ms, 15s or 1m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    int atLeastOne(String name, int otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("0*[1-9][0-9]{0,8}")) {
            throw unreadable(name, value, "a whole number of at least 1");
        }
        return Integer.parseInt(value);
    }

    private static IllegalArgumentException unreadable(String name, String value, String expected) {
        return new IllegalArgumentException("Option --" + name + " is '" + value + "', but must be " + expected + ".");
    }
}
