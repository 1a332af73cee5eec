package io.twinstream.audit;

import java.util.regex.Pattern;

/** What a column of an audited table has to be, so that each of its values is read exactly. */
enum ColumnType {
    TEXT("any type", ".*"),
    WHOLE(
            "smallint, integer, bigint or numeric without digits after the point",
            "smallint|integer|bigint|numeric\\(\\d+(,0)?\\)"),
    NUMBER(
            "numeric, double precision, real or a whole number",
            "numeric.*|double precision|real|smallint|integer|bigint"),
    TIME("timestamp, with or without a time zone", "timestamp.*");

    private final String text;
    private final Pattern types;

    ColumnType(String text, String types) {
        this.text = text;
        this.types = Pattern.compile(types);
    }

    /** Whether a column of this type, as PostgreSQL writes it, will do. */
    boolean takes(String type) {
        return types.matcher(type).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
