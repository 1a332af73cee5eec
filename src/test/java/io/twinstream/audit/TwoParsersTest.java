package io.twinstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.history.TickColumns;
import io.twinstream.tick.MalformedTickException;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a lane writes the audit calls well-formed, and the other way round: two parsers that share no code, on JSON that
 * is drawn from a seed.
 */
class TwoParsersTest {

    private static final int DRAWN = 50_000;

    private static final List<String> VALUES = List.of(
            "1",
            "1.5",
            "-0",
            "0.000000000000000001",
            "0.0000000000000000001",
            "1e5",
            "1E-7",
            "1e99999999999",
            "-1e-99999999999",
            "99999999999999999999.999999999999999999",
            "100000000000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "01",
            "NaN",
            "true",
            "null",
            "[1,{\"symbol\":2}]",
            "{\"price\":1}",
            "{\"a\":1,\"a\":2}",
            "\"\"",
            "\"BTC-USD\"",
            "\"a\\u0000\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\x\"",
            "\"\t\"");

    private static final List<String> NAMES =
            List.of("symbol", "price", "user", "timestamp", "volume", "Symbol", "", "kafka_offset");

    private final Random random = new Random(7);

    @Test
    void both_read_the_same_from_whatever_json_there_is() {
        int wellFormed = 0;
        for (int n = 0; n < DRAWN; n++) {
            byte[] json = json();
            Optional<Tick> lane = lane(json);
            Optional<TickColumns> audit = ValueReader.wanted(new TopicEntry(0, 0, 0, null, null, json));

            assertThat(audit.isPresent()).as(new String(json, UTF_8)).isEqualTo(lane.isPresent());
            if (lane.isPresent()) {
                wellFormed++;
                assertThat(audit.get().symbol()).isEqualTo(lane.get().symbol());
                assertThat(audit.get().user()).isEqualTo(lane.get().user());
                assertThat(audit.get().timestamp()).isEqualTo(lane.get().timestamp());
                assertThat(new BigDecimal(audit.get().price()))
                        .isEqualByComparingTo(lane.get().price());
            }
        }
        assertThat(wellFormed).isBetween(DRAWN / 20, DRAWN / 2);
    }

    private static Optional<Tick> lane(byte[] json) {
        try {
            return Optional.of(TickCodec.decode(json));
        } catch (MalformedTickException e) {
            return Optional.empty();
        }
    }

    /** A tick of which a few fields were given other values or names, and a byte perhaps changed. */
    private byte[] json() {
        List<String> fields = new ArrayList<>(List.of(
                field("symbol", "\"BTC-USD\""),
                field("price", "86746.075"),
                field("user", "\"me\""),
                field("timestamp", "1732435200")));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            String field = field(drawn(NAMES), drawn(VALUES));
            if (random.nextBoolean()) {
                fields.set(random.nextInt(fields.size()), field);
            } else {
                fields.add(random.nextInt(fields.size() + 1), field);
            }
        }
        Collections.shuffle(fields, random);
        byte[] bytes = ("{" + String.join(",", fields) + "}").getBytes(UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    private String drawn(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
