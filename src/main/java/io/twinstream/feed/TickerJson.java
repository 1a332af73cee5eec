package io.twinstream.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.tick.TickCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Reads the bodies of Coinbase's answers. In a ticker prices and times are strings; fields that are not needed here come
 * and go.
 */
final class TickerJson {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_PRICE = 64;
    private static final int LONGEST_QUOTE = 80;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TickerJson() {}

    /** The ticker that the body of an answer spells. */
    static Ticker ticker(String product, byte[] body) throws PollFailure {
        JsonNode json = object(body);
        return new Ticker(product, price(json.get("price")), time(json.get("time")));
    }

    /** What {@code {"message":"NotFound"}} says; empty if the body says nothing of the kind. */
    static String message(byte[] body) {
        try {
            return quote(JSON.readTree(body).path("message").asText(""));
        } catch (IOException e) {
            return "";
        }
    }

    private static JsonNode object(byte[] body) throws PollFailure {
        if (body.length == 0) {
            throw PollFailure.lasting("the answer is empty");
        }
        if (body.length > LONGEST_BODY) {
            throw PollFailure.lasting("the answer has " + body.length + " bytes, which no ticker has");
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (!json.isObject()) {
                throw PollFailure.lasting("the answer is not a JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw PollFailure.lasting("the answer is not JSON: " + quote(e.getOriginalMessage()));
        } catch (IOException e) {
            throw PollFailure.lasting("the answer is not JSON");
        }
    }

    private static BigDecimal price(JsonNode field) throws PollFailure {
        if (field == null || !field.isTextual()) {
            throw PollFailure.lasting("the answer has no price");
        }
        String text = field.textValue();
        BigDecimal price = decimal(text);
        if (price.signum() <= 0) {
            throw PollFailure.lasting("the price '" + quote(text) + "' is not above zero");
        }
        if (!TickCodec.fits(price)) {
            throw PollFailure.lasting("the price '" + quote(text) + "' does not fit the tables");
        }
        return price;
    }

    private static BigDecimal decimal(String text) throws PollFailure {
        try {
            if (text.length() <= LONGEST_PRICE) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw PollFailure.lasting("the price '" + quote(text) + "' is not a number");
    }

    private static Instant time(JsonNode field) throws PollFailure {
        if (field == null || !field.isTextual()) {
            throw PollFailure.lasting("the answer has no time");
        }
        try {
            return Instant.parse(field.textValue());
        } catch (DateTimeParseException e) {
            throw PollFailure.lasting("the time '" + quote(field.textValue()) + "' is not a time");
        }
    }

    private static String quote(String text) {
        String printable = text.replaceAll("\\p{Cntrl}+", " ");
        return printable.length() <= LONGEST_QUOTE ? printable : printable.substring(0, LONGEST_QUOTE) + "...";
    }
}
