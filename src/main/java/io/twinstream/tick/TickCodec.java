package io.twinstream.tick;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A tick as JSON: {@code {"symbol":"BTC-USD","price":86746.075,"user":"coinbase_producer","timestamp":1732435200}}.
 *
 * <p>Prices are decimals in plain notation, never a binary fraction and never with an exponent. A tick is well-formed
 * if a {@code decimal(38,18)} holds its price exactly and PostgreSQL can store its text. Unknown fields are ignored.
 */
public final class TickCodec {

    /** Digits of a price after the point, at the most. */
    public static final int PRICE_SCALE = 18;

    /** Digits of a price, at the most, of which {@link #PRICE_SCALE} are after the point. */
    public static final int PRICE_PRECISION = 38;

    /** Characters of a reason, at the most: it is kept beside every dead letter. */
    private static final int REASON_LENGTH = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private TickCodec() {}

    /** The tick's JSON in UTF-8. */
    public static byte[] encode(Tick tick) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("symbol", tick.symbol());
            json.writeNumberField("price", tick.price());
            json.writeStringField("user", tick.user());
            json.writeNumberField("timestamp", tick.timestamp());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The tick that these bytes spell.
     *
     * @param json may be null, as the value of a Kafka record may
     * @throws MalformedTickException if they spell none; the reason is short and PostgreSQL can store it
     */
    public static Tick decode(byte[] json) throws MalformedTickException {
        if (json == null) {
            throw new MalformedTickException("the value is null");
        }
        try (JsonParser parser = JSON.createParser(text(json))) {
            Tick tick = object(parser);
            if (parser.nextToken() != null) {
                throw new MalformedTickException("there is more after the object");
            }
            return tick;
        } catch (IOException e) {
            throw new MalformedTickException("not JSON: " + firstLine(e));
        }
    }

    // Left to itself the parser would also read UTF-16 and overlong UTF-8, which other readers of the topic refuse.
    private static String text(byte[] json) throws MalformedTickException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedTickException("not UTF-8");
        }
    }

    private static Tick object(JsonParser json) throws IOException, MalformedTickException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedTickException("not a JSON object");
        }
        String symbol = null;
        BigDecimal price = null;
        String user = null;
        Long timestamp = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "symbol" -> symbol = text(field, value, json);
                case "price" -> price = price(value, json);
                case "user" -> user = text(field, value, json);
                case "timestamp" -> timestamp = seconds(value, json);
                default -> json.skipChildren();
            }
        }
        return new Tick(
                present("symbol", symbol),
                present("price", price),
                present("user", user),
                present("timestamp", timestamp));
    }

    private static <T> T present(String field, T value) throws MalformedTickException {
        if (value == null) {
            throw new MalformedTickException(field + " is missing");
        }
        return value;
    }

    private static String text(String field, JsonToken token, JsonParser json)
            throws IOException, MalformedTickException {
        if (token != JsonToken.VALUE_STRING) {
            throw new MalformedTickException(field + " is not a string");
        }
        String text = json.getText();
        if (text.indexOf('\0') >= 0) {
            throw new MalformedTickException(field + " holds a NUL, which PostgreSQL cannot store");
        }
        if (!text.codePoints().allMatch(TickCodec::storable)) {
            throw new MalformedTickException(field + " holds half a surrogate pair, which PostgreSQL cannot store");
        }
        return text;
    }

    private static long seconds(JsonToken token, JsonParser json) throws IOException, MalformedTickException {
        if (token != JsonToken.VALUE_NUMBER_INT || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new MalformedTickException("timestamp is not a whole number of 64 bits");
        }
        return json.getLongValue();
    }

    private static BigDecimal price(JsonToken token, JsonParser json) throws IOException, MalformedTickException {
        if (token == null || !token.isNumeric()) {
            throw new MalformedTickException("price is not a number");
        }
        BigDecimal price = decimal(json);
        if (price == null || !fits(price)) {
            throw new MalformedTickException("price does not fit decimal(" + PRICE_PRECISION + "," + PRICE_SCALE + ")");
        }
        // Zeros can be written with more digits than a numeric takes, before or after the point.
        return price.setScale(Math.max(0, Math.min(price.scale(), PRICE_SCALE)));
    }

    // Null for an exponent that no BigDecimal can have: the parser lets that exception through.
    private static BigDecimal decimal(JsonParser json) throws IOException {
        try {
            return json.getDecimalValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether a {@code decimal(38,18)} holds this price exactly. */
    public static boolean fits(BigDecimal price) {
        if (price.signum() == 0) {
            return true;
        }
        BigDecimal shortest = price.stripTrailingZeros();
        return shortest.scale() <= PRICE_SCALE
                && (long) shortest.precision() - shortest.scale() <= PRICE_PRECISION - PRICE_SCALE;
    }

    private static String firstLine(IOException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        StringBuilder reason = new StringBuilder();
        line.codePoints()
                .limit(REASON_LENGTH / 2)
                .map(c -> storable(c) ? c : '?')
                .forEach(reason::appendCodePoint);
        return reason.toString();
    }

    private static boolean storable(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}
