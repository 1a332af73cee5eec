package io.twinstream.experiment;

import io.twinstream.lane.Lane;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a second worker with room for all tasks stood ready when a trial began. How a lane comes back from the kill
 * of a worker depends on it: the spare takes over at once, and where there is none a process has to be started first.
 * Its text is {@code with} or {@code none}.
 */
public enum Spare {
    WITH,
    NONE;

    /** Its key in the settings of a trial, and its column in the tables of a run. */
    public static final String KEY = "spare";

    /**
     * What this text says.
     *
     * @throws IllegalArgumentException if it says neither; the message names both
     */
    public static Spare of(String text) {
        return Arrays.stream(values())
                .filter(spare -> spare.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no spare; it is " + WITH + " or " + NONE + "."));
    }

    /** What the settings of a trial say of a lane. */
    public static Spare in(Map<String, String> settings, Lane lane) {
        return recorded(settings.get(KEY), lane);
    }

    /**
     * What was recorded of a trial; in one of a time when nothing was, a Flink cluster had two task managers, a query
     * of Spark one executor and the floor one process.
     *
     * @param text null or empty if nothing was
     */
    public static Spare recorded(String text, Lane lane) {
        if (text != null && !text.isEmpty()) {
            return of(text);
        }
        return lane.equals(Lane.FLINK) || lane.equals(Lane.FLINK_SQL) ? WITH : NONE;
    }

    /** As part of a sentence: {@code a spare worker} or {@code no spare worker}. */
    public String inSentence() {
        return this == WITH ? "a spare worker" : "no spare worker";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
