package io.twinstream.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Lines with the same fields in the same order, by columns. */
final class PackedShape {

    private static final long NANOS_PER_MICRO = 1_000;

    final int number;
    final List<String> names = new ArrayList<>();
    final List<Boolean> texts = new ArrayList<>();
    final List<StringBuilder> columns = new ArrayList<>();
    final List<Long> last = new ArrayList<>();
    private int wallClock = -1;
    private int monotonicClock = -1;

    PackedShape(int number) {
        this.number = number;
    }

    void field(String name, boolean text) {
        if (name.equals("t") && !text && wallClock < 0) {
            wallClock = names.size();
        }
        if (name.equals("m") && wallClock >= 0) {
            monotonicClock = names.size();
        }
        names.add(name);
        texts.add(text);
        columns.add(new StringBuilder());
        last.add(0L);
    }

    /** What of a number follows from the line: the monotonic clock goes on with the wall clock, which stands before it. */
    long expected(int field, ObjectNode line) {
        return field == monotonicClock ? NANOS_PER_MICRO * line.get("t").longValue() : 0;
    }
}
