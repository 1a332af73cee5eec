package io.twinstream.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.concurrent.TimeUnit;

/** What a field of JSON says. Whatever says it in no way that is known is an exception at run time. */
final class FieldText {

    private static final int NANOS_PER_MICRO = 1_000;

    private FieldText() {}

    static String string(JsonNode field) {
        if (!field.isTextual()) {
            throw new IllegalArgumentException(field + " is no string");
        }
        return field.textValue();
    }

    static BigDecimal decimal(JsonNode field) {
        return field.isNumber() ? field.decimalValue() : new BigDecimal(string(field));
    }

    /** @param digits of the unit that microseconds are finer */
    static long micros(JsonNode field, int digits) {
        return decimal(field).movePointRight(digits).longValueExact();
    }

    static long iso(JsonNode field) {
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(string(field), OffsetDateTime::from, LocalDateTime::from);
        Instant instant = parsed instanceof OffsetDateTime at
                ? at.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
        if (instant.getNano() % NANOS_PER_MICRO != 0) {
            throw new ArithmeticException(instant + " is finer than a microsecond");
        }
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), TimeUnit.SECONDS.toMicros(1)),
                instant.getNano() / NANOS_PER_MICRO);
    }
}
