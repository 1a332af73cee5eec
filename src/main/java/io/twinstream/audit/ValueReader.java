package io.twinstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.history.Fact;
import io.twinstream.history.Stamp;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Reads a record's value by another route than the lanes take: text, then a tree, then columns. A fault of
 * {@code TickCodec} therefore shows.
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
     * What the record says, as an attempt with this number; planted if it is malformed.
     *
     * @param seq a number of the caller's
     */
    static Fact.Attempted attempted(TopicEntry entry, long seq) {
        Stamp now = Stamp.now();
        return tick(entry.value())
                .map(tick -> new Fact.Attempted(
                        now.t(),
                        now.m(),
                        seq,
                        entry.ts(),
                        null,
                        tick.path("symbol").textValue(),
                        tick.path("price").decimalValue().toString(),
                        tick.path("user").textValue(),
                        tick.path("timestamp").longValue(),
                        null))
                .orElseGet(() ->
                        new Fact.Attempted(now.t(), now.m(), seq, entry.ts(), null, null, null, null, 0, "malformed"));
    }

    /** Empty if these bytes are no tick. */
    private static Optional<JsonNode> tick(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            return Optional.of(JSON.readTree(text)).filter(ValueReader::wellFormed);
        } catch (CharacterCodingException | JsonProcessingException | NumberFormatException e) {
            return Optional.empty(); // this is what malformed means
        }
    }

    private static boolean wellFormed(JsonNode tick) {
        return tick.isObject()
                && storable(tick.path("symbol"))
                && storable(tick.path("user"))
                && tick.path("timestamp").isIntegralNumber()
                && tick.path("timestamp").canConvertToLong()
                && tick.path("price").isNumber()
                && fits(tick.path("price").decimalValue());
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
