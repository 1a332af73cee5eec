package io.twinstream.history;

import java.util.List;

/** What a row holds besides its identity, or should hold: named values, in an order that all rows of a table share. */
public sealed interface Columns permits TickColumns, Values {

    List<Value> values();

    /** The same but for this column, for a table that does not have it. */
    default Columns without(String name) {
        return new Values(
                values().stream().filter(value -> !value.name().equals(name)).toList());
    }
}
