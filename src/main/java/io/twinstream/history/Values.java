package io.twinstream.history;

import java.util.List;

/** The columns of any table, one by one. */
public record Values(List<Value> values) implements Columns {

    public Values {
        values = List.copyOf(values);
    }

    public static Values of(Value... values) {
        return new Values(List.of(values));
    }
}
