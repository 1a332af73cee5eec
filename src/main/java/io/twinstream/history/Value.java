package io.twinstream.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A column of a row, by name.
 *
 * @param text what it holds: text as it is, a decimal in any notation, a whole number in digits, an instant in
 *     microseconds since the epoch; null if it is null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Value(String name, Type type, String text) {

    /** By which rule two values are the same. */
    public enum Type {
        TEXT,
        DECIMAL,
        WHOLE,
        INSTANT
    }

    /** @throws NumberFormatException if a whole number or an instant is none that a long holds */
    public Value {
        Objects.requireNonNull(name, "a column has a name");
        Objects.requireNonNull(type, "a column has a type");
        if (text != null && (type == Type.WHOLE || type == Type.INSTANT)) {
            text = Long.toString(Long.parseLong(text)); // one notation for one number
        }
    }

    public static Value text(String name, String text) {
        return new Value(name, Type.TEXT, text);
    }

    /** A decimal that is exact, or what a database has in place of one, such as NaN. */
    public static Value decimal(String name, String decimal) {
        return new Value(name, Type.DECIMAL, decimal);
    }

    public static Value whole(String name, Long number) {
        return new Value(name, Type.WHOLE, number == null ? null : number.toString());
    }

    /** A moment, in microseconds since the epoch. */
    public static Value instant(String name, Long micros) {
        return new Value(name, Type.INSTANT, micros == null ? null : micros.toString());
    }
}
