package io.twinstream.experiment;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a topic is fed with and how fast; for how long is no part of it. Its text is that of the tables of a run:
 * {@code ticks 500}, and empty where it was not kept. Loads are in the order of the words that their texts begin with,
 * those of one word by their pace.
 */
public sealed interface Load extends Comparable<Load> {

    Comparator<Load> ORDER = Comparator.comparing(Load::word).thenComparing(Load::pace);

    /** Generated ticks, so many a second: {@code ticks 500}. */
    record Ticks(int perSecond) implements Load {

        /** What the topic of a trial with a single subject is fed with unless another load was asked for. */
        public static final Ticks USUAL = new Ticks(500);

        static final String WORD = "ticks";
        static final String KEY = "perSecond";
        private static final Pattern RATE = Pattern.compile("[1-9]\\d{0,6}");

        /**
         * The load of so many ticks a second, from the number alone: {@code 500}.
         *
         * @throws IllegalArgumentException if it is none; the message says so
         */
        public static Ticks of(String perSecond) {
            if (!RATE.matcher(perSecond).matches()) {
                throw new IllegalArgumentException("'" + perSecond
                        + "' is not a load; a load is a number of ticks a second, as in flink/UPSERT/NONE@50.");
            }
            return new Ticks(Integer.parseInt(perSecond));
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Duration pace() {
            return Duration.ofSeconds(perSecond); // only its order counts
        }

        @Override
        public Duration period() {
            return Duration.ofSeconds(1).dividedBy(perSecond);
        }

        /** How long after the first tick the tick of this number is due, in microseconds; the first has number 0. */
        public long dueMicros(long number) {
            return TimeUnit.SECONDS.toMicros(number) / perSecond;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(WORKLOAD, WORD, KEY, Integer.toString(perSecond));
        }

        @Override
        public String toString() {
            return WORD + " " + perSecond;
        }
    }

    /** What the feed polls of Coinbase, a round each interval: {@code coinbase PT1S}. */
    record Polls(Duration interval) implements Load {

        static final String WORD = "coinbase";
        static final String KEY = "interval";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Duration pace() {
            return interval;
        }

        @Override
        public Duration period() {
            return interval;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(WORKLOAD, WORD, KEY, interval.toString());
        }

        @Override
        public String toString() {
            return WORD + " " + interval;
        }
    }

    /** A recording at the pace that it was made at: {@code replay}. */
    record Replay() implements Load {

        static final String WORD = "replay";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(WORKLOAD, WORD);
        }

        @Override
        public String toString() {
            return WORD;
        }
    }

    /** It was not kept. */
    record Unknown() implements Load {

        public static final Unknown LOAD = new Unknown();

        @Override
        public String word() {
            return "";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public String toString() {
            return "";
        }
    }

    /** Where the settings of a trial have the word. */
    String WORKLOAD = "workload";

    /**
     * The load that is written so.
     *
     * @throws IllegalArgumentException if there is none; the message names what there is
     */
    static Load of(String text) {
        if (text.isEmpty()) {
            return Unknown.LOAD;
        }
        String[] words = text.split(" ", 2);
        return of(text, words[0], words.length == 1 ? "" : words[1]);
    }

    /**
     * The load of a trial, by its settings: {@code workload}, and {@code perSecond} or {@code interval}.
     *
     * @throws IllegalArgumentException if they name one that there is not; the message names what there is
     */
    static Load in(Map<String, String> settings) {
        String word = settings.getOrDefault(WORKLOAD, "");
        String pace = settings.getOrDefault(Ticks.KEY, settings.getOrDefault(Polls.KEY, ""));
        return word.isEmpty() ? Unknown.LOAD : of((word + " " + pace).strip(), word, pace);
    }

    private static Load of(String text, String word, String pace) {
        if (word.equals(Ticks.WORD) && Ticks.RATE.matcher(pace).matches()) {
            return Ticks.of(pace);
        }
        if (word.equals(Replay.WORD) && pace.isEmpty()) {
            return new Replay();
        }
        if (word.equals(Polls.WORD)) {
            try {
                return new Polls(Duration.parse(pace));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(unlike(text), e);
            }
        }
        throw new IllegalArgumentException(unlike(text));
    }

    private static String unlike(String text) {
        return "'" + text + "' is not a load; a load is like " + Ticks.USUAL + ", " + new Polls(Duration.ofSeconds(1))
                + " or " + new Replay() + ".";
    }

    /** What its text begins with; empty where it is not known. */
    String word();

    /** By what loads of one word are ordered; zero where they have no pace. */
    default Duration pace() {
        return Duration.ZERO;
    }

    /** After how long its schedule is at the same place again; zero where it has no such time. */
    default Duration period() {
        return Duration.ZERO;
    }

    /**
     * How much later than at once the schedule of this seed begins, in microseconds, drawn from one period: were it
     * always the same, ticks would meet a sink that writes as often at the same moment of its interval in every trial.
     */
    default long phaseMicros(long seed) {
        long period = TimeUnit.NANOSECONDS.toMicros(period().toNanos());
        return period == 0 ? 0 : new SplittableRandom(seed).nextLong(period);
    }

    /** What the settings of a trial keep of it. */
    Map<String, String> settings();

    /** Whether it was kept. */
    default boolean isKnown() {
        return !equals(Unknown.LOAD);
    }

    @Override
    default int compareTo(Load other) {
        return ORDER.compare(this, other);
    }
}
