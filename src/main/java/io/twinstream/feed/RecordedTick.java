package io.twinstream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.tick.MalformedTickException;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickCodec;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A line of a recording: the tick's own JSON with the time of its poll in front,
 * {@code {"at":"2026-11-22T15:00:00.123456Z", "symbol":"BTC-USD","price":86746.075,...}}.
 *
 * @param at when it was polled; the distances between these times are the pace of a replay
 */
public record RecordedTick(Instant at, Tick tick) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Between them lie fewer nanoseconds than a long counts. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** The line, without its end. */
    public String line() {
        String json = new String(TickCodec.encode(tick), UTF_8);
        return "{\"at\":\"" + at + "\"," + json.substring(1);
    }

    /**
     * Reads a line.
     *
     * @throws MalformedTickException if it is none
     */
    static RecordedTick of(byte[] line) throws MalformedTickException {
        Tick tick = TickCodec.decode(line);
        try {
            Instant at = Instant.parse(JSON.readTree(line).path("at").asText());
            if (at.isAfter(EARLIEST) && at.isBefore(LATEST)) {
                return new RecordedTick(at, tick);
            }
        } catch (IOException | DateTimeParseException e) {
            // the sentence below says it
        }
        throw new MalformedTickException("at is not a time like 2026-11-22T15:00:00.123456Z, from 1970 to 2200");
    }
}
