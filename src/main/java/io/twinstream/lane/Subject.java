package io.twinstream.lane;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is judged: a lane with a sink mode, {@code flink/UPSERT}.
 *
 * @param defect the name of the defect that was planted into it; empty in a sound one
 */
public record Subject(Lane lane, SinkMode sink, Optional<String> defect) {

    private static final Pattern FORM = Pattern.compile("([^/ ]+)/([^/ ]+)(?: ([^/ ]+))?");

    /** A sound one. */
    public Subject(Lane lane, SinkMode sink) {
        this(lane, sink, Optional.empty());
    }

    /**
     * The subject that is written {@code flink/UPSERT} or {@code floor/UPSERT drops-every-1000th}, its lane and its
     * sink mode in any case.
     *
     * @throws IllegalArgumentException if it is not of that form; the message says what is wrong
     */
    public static Subject of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a subject; a subject is lane/sink mode, like flink/UPSERT.");
        }
        return new Subject(Lane.of(form.group(1)), SinkMode.of(form.group(2)), Optional.ofNullable(form.group(3)));
    }

    /** This lane with this sink mode and a defect of this name. */
    public Subject withDefect(String name) {
        return new Subject(lane, sink, Optional.of(name));
    }

    /** Whether no defect was planted into it. */
    public boolean isSound() {
        return defect.isEmpty();
    }

    /** As it is printed, unique in a trial: {@code flink/UPSERT}. */
    public String name() {
        return lane.id() + "/" + sink + defect.map(planted -> " " + planted).orElse("");
    }

    /** As a part of a name in the database or the broker: {@code flink_sql_append}. */
    public String slug() {
        return name().replaceAll("[-/ ]", "_").toLowerCase(Locale.ROOT);
    }

    /** As a part of a file's name: {@code flink-sql-APPEND}. */
    public String fileName() {
        return name().replace('/', '-');
    }

    @Override
    public String toString() {
        return name();
    }
}
