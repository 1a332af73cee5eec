package io.twinstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.history.TickColumns;
import io.twinstream.tick.Parsed;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads a record's value by another route than the lanes take: text, then a tree, then columns. A fault of
 * {@code TickCodec} therefore shows.
 */
final class ValueReader {

    private static final int DIGITS_BEFORE_POINT = 20;
    private static final int DIGITS_AFTER_POINT = 18;

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The fields of a tick. Others have to be JSON, and whether their numbers can be held is nobody's business. */
    private record Fields(JsonNode symbol, JsonNode price, JsonNode user, JsonNode timestamp) {}

    private ValueReader() {}

    /** What the row of this record should hold; empty if the record is malformed. */
    static Optional<TickColumns> wanted(TopicEntry entry) {
        return tick(entry.value())
                .filter(tick -> hasStorableTime(entry))
                .map(tick -> new TickColumns(
                        tick.symbol().textValue(),
                        tick.price().decimalValue().toString(),
                        tick.user().textValue(),
                        tick.timestamp().longValue(),
                        entry.ts()));
    }

    /** As {@link Parsed} has it: the microseconds of a later time than that are as many as a long holds. */
    private static boolean hasStorableTime(TopicEntry entry) {
        return entry.ts() < Long.MAX_VALUE && entry.ts() >= TimeUnit.MILLISECONDS.toMicros(Parsed.EARLIEST);
    }

    /** Empty if these bytes are no tick. */
    private static Optional<Fields> tick(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            return Optional.ofNullable(JSON.readValue(text, Fields.class)).filter(ValueReader::wellFormed);
        } catch (CharacterCodingException | JsonProcessingException | NumberFormatException e) {
            return Optional.empty(); // this is what malformed means
        }
    }

    private static boolean wellFormed(Fields tick) {
        return storable(tick.symbol)
                && storable(tick.user)
                && tick.timestamp != null
                && tick.timestamp.isIntegralNumber()
                && tick.timestamp.canConvertToLong()
                && tick.price != null
                && tick.price.isNumber()
                && fits(tick.price.decimalValue());
    }

    /** Whether PostgreSQL can store it: no NUL, and no half of a character. */
    private static boolean storable(JsonNode text) {
        return text != null
                && text.isTextual()
                && !text.textValue().contains("\0")
                && UTF_8.newEncoder().canEncode(text.textValue());
    }

    /** Whether decimal(38,18) holds it exactly. */
    private static boolean fits(BigDecimal price) {
        if (price.signum() == 0) {
            return true;
        }
        BigDecimal plain = price.stripTrailingZeros();
        long digitsBeforePoint = (long) plain.precision() - plain.scale();
        return digitsBeforePoint <= DIGITS_BEFORE_POINT && plain.scale() <= DIGITS_AFTER_POINT;
    }
}
