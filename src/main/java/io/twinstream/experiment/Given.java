package io.twinstream.experiment;

import io.twinstream.lane.Subject;
import java.util.Locale;
import java.util.Map;

/**
 * What a subject is given to work with in a trial, as far as it is neither part of {@link Settings} nor of what is
 * compared: a reader of a ratio has to know it. It is recorded in the settings of a trial, a text for each.
 */
public enum Given {
    PARALLELISM("parallelism"),
    HEAP("heap"),
    COLLECTOR("collector"),
    /** Whether its processes were started for the trial or had worked before. */
    JVM("JVM"),
    /** The processes whose CPU time and memory are counted. */
    COUNTED("CPU counted of");

    private final String label;

    Given(String label) {
        this.label = label;
    }

    /** As it is printed before its value: {@code heap}. */
    public String label() {
        return label;
    }

    /** The column of a run's tables that it stands in. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the settings of a trial say of a subject; null if nothing was recorded. */
    public String in(Map<String, String> settings, Subject subject) {
        return settings.get(key(subject));
    }

    /** Its key in the settings of a trial: {@code flink/UPSERT heap}. */
    public String key(Subject subject) {
        return subject + " " + label;
    }
}
