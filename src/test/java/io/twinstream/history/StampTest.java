package io.twinstream.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StampTest {

    @Test
    void both_clocks_are_read() {
        long wall = Stamp.micros(Instant.now());
        long mono = System.nanoTime();
        Stamp stamp = Stamp.now();

        assertThat(stamp.t()).isBetween(wall, Stamp.micros(Instant.now()));
        assertThat(stamp.m()).isBetween(mono, System.nanoTime());
    }

    @Test
    void microseconds_are_not_rounded_to_milliseconds() {
        assertThat(Stamp.micros(Instant.ofEpochSecond(1_700_000_000, 123_456_789)))
                .isEqualTo(1_700_000_000_123_456L);
    }
}
