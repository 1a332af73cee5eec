package io.twinstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.checker.Columns;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * What the row of a record should hold, read from its value by another route than the lanes take: text, then a tree, then
 * columns. A fault of {@code TickCodec} therefore shows.
 */
final class ValueReader {

    private static final int DIGITS_BEFORE_POINT = 20;
    private static final int DIGITS_AFTER_POINT = 18;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ValueReader() {}

    /**
     * The columns of the row; empty if the record is malformed.
     *
     * @param value may be null
     * @param ts the record's Kafka timestamp, in microseconds since the epoch
     */
    static Optional<Columns> columns(byte[] value, Long ts) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            return columns(JSON.readTree(text), ts);
        } catch (CharacterCodingException | JsonProcessingException | NumberFormatException e) {
            return Optional.empty(); // this is what malformed means
        }
    }

    private static Optional<Columns> columns(JsonNode tick, Long ts) {
        boolean wellFormed = tick.isObject()
                && storable(tick.path("symbol"))
                && storable(tick.path("user"))
                && tick.path("timestamp").isIntegralNumber()
                && tick.path("timestamp").canConvertToLong()
                && tick.path("price").isNumber()
                && fits(tick.path("price").decimalValue());
        return wellFormed
                ? Optional.of(new Columns(
                        tick.path("symbol").textValue(),
                        tick.path("price").decimalValue().toString(),
                        tick.path("user").textValue(),
                        tick.path("timestamp").longValue(),
                        ts))
                : Optional.empty();
    }

    /** Whether PostgreSQL can store it: no NUL, and no half of a character. */
    private static boolean storable(JsonNode text) {
        return text.isTextual()
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
