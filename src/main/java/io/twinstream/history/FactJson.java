package io.twinstream.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** A fact as a line of JSON. */
final class FactJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private FactJson() {}

    static byte[] write(Fact fact) throws IOException {
        return JSON.writerFor(Fact.class).writeValueAsBytes(fact);
    }

    /** @throws MalformedHistoryException if the line spells no fact; the message does not name the line */
    static Fact read(byte[] line) throws MalformedHistoryException {
        try {
            Fact fact = JSON.readValue(line, Fact.class);
            if (fact == null) {
                throw new MalformedHistoryException("null is not a fact");
            }
            return fact;
        } catch (InvalidTypeIdException e) {
            throw new MalformedHistoryException(
                    e.getTypeId() == null
                            ? "the fact has no kind"
                            : "unknown kind '" + e.getTypeId() + "'; a newer twinstream may have written it");
        } catch (JsonProcessingException e) {
            throw new MalformedHistoryException("not a fact: " + reason(e));
        } catch (IOException e) {
            throw new MalformedHistoryException("not a fact: " + e.getMessage());
        }
    }

    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof NullPointerException) {
            return "something that it must have is missing";
        }
        String message = e.getOriginalMessage();
        return message.contains("Exception") ? message.split(", problem", 2)[0] : message;
    }
}
