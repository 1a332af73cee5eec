package io.twinstream.checker;

import io.twinstream.history.Columns;
import io.twinstream.history.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where a row is not as it should be. What is wanted says which columns are compared and by which rule: by value. */
final class Difference {

    private Difference() {}

    /** The first column that differs, in words; empty if the row has the values that are wanted. */
    static Optional<String> between(Columns wanted, Columns row) {
        List<Value> held = row.values();
        for (Value want : wanted.values()) {
            Optional<Value> found = named(want.name(), held);
            if (found.isEmpty()) {
                return Optional.of("it has no " + want.name());
            }
            if (!same(want, found.get().text())) {
                return Optional.of(name(want) + " is " + found.get().text() + ", not " + want.text());
            }
        }
        return Optional.empty();
    }

    /** A loop, not a stream: it is asked of every column of every row. */
    private static Optional<Value> named(String name, List<Value> columns) {
        for (Value column : columns) {
            if (column.name().equals(name)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static boolean same(Value wanted, String found) {
        return switch (wanted.type()) {
            case TEXT, WHOLE, INSTANT -> Objects.equals(wanted.text(), found);
            case DECIMAL -> sameDecimal(wanted.text(), found);
        };
    }

    /** 1.50 is 1.5. What is no decimal, as PostgreSQL's NaN, is the same as nothing. */
    private static boolean sameDecimal(String wanted, String found) {
        if (wanted == null || found == null) {
            return Objects.equals(wanted, found);
        }
        try {
            return new BigDecimal(wanted).compareTo(new BigDecimal(found)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String name(Value column) {
        return column.name() + (column.type() == Value.Type.INSTANT ? " in microseconds" : "");
    }
}
