package io.twinstream.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What was typed, as the manifest of a run keeps it: what was to be run and how, but no path of this machine and no
 * secret.
 */
final class CommandWords {

    private static final Set<String> KEPT =
            Set.of("--trials", "--load", "--budget", "--seed", "--settings", "--lanes", "--feed", "--commit");

    private static final Set<String> KEPT_PROPERTIES =
            Set.of("twinstream.environment", "flink.version", "spark.version");

    private CommandWords() {}

    /** {@code twinstream run flink/upsert/NONE --trials=3}. */
    static String of(ParseResult parsed) {
        List<String> words =
                new ArrayList<>(List.of("twinstream", parsed.commandSpec().name()));
        parsed.matchedPositionals().stream()
                .distinct()
                .map(ArgSpec::originalStringValues)
                .forEach(words::addAll);
        for (OptionSpec option : parsed.matchedOptionsSet().stream()
                .sorted((one, other) -> one.longestName().compareTo(other.longestName()))
                .toList()) {
            String name = option.longestName();
            List<String> values = option.originalStringValues();
            if (KEPT.contains(name)) {
                words.add(name + "=" + String.join(",", values));
            } else if (name.equals("--resume")) {
                words.add(name + "=" + values.stream().map(CommandWords::local).collect(Collectors.joining(",")));
            } else if (name.equals("-D")) {
                values.stream()
                        .filter(value -> KEPT_PROPERTIES.contains(value.replaceAll("=.*", "")))
                        .forEach(value -> words.add(name + value));
            }
        }
        return String.join(" ", words);
    }

    /** Wherever a run lies on this machine, its own name is enough. */
    private static String local(String run) {
        return "results/local/" + Path.of(run).normalize().getFileName();
    }
}
