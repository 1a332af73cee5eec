package io.twinstream.checker;

import io.twinstream.history.Identity;
import io.twinstream.history.Position;
import io.twinstream.history.WindowKey;

/** What is named as one: offsets that follow one another, or a window. */
public sealed interface Run {

    /** The run of one. */
    static Run of(Identity one) {
        return one instanceof Position at
                ? new Offsets(at.partition(), at.offset(), at.offset())
                : new Window((WindowKey) one);
    }

    /** What stands before it in words; runs with the same share it. */
    String place(String topic);

    /** What it is made of: {@code offset} or {@code window}. */
    String noun();

    /** Whether it is of one only. */
    boolean single();

    /** It alone, in words. */
    String text();

    /** Offsets from first to last of one partition, both included. */
    record Offsets(int partition, long first, long last) implements Run {

        boolean reaches(Identity next) {
            return next instanceof Position at && at.partition() == partition && at.offset() == last + 1;
        }

        @Override
        public String place(String topic) {
            return topic + "-" + partition;
        }

        @Override
        public String noun() {
            return "offset";
        }

        @Override
        public boolean single() {
            return first == last;
        }

        @Override
        public String text() {
            return single() ? Long.toString(first) : first + ".." + last;
        }
    }

    /** A window, by its key. */
    record Window(WindowKey key) implements Run {

        @Override
        public String place(String topic) {
            return key.kind() + " " + key.symbol();
        }

        @Override
        public String noun() {
            return "window";
        }

        @Override
        public boolean single() {
            return true;
        }

        @Override
        public String text() {
            return key.interval();
        }
    }
}
