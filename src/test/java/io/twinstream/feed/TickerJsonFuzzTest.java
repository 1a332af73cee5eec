package io.twinstream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.tick.Mutations;
import io.twinstream.tick.TickCodec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickerJsonFuzzTest {

    private static final List<byte[]> ANSWERS = List.of(
            "{\"ask\":\"86746.08\",\"price\":\"86746.075\",\"time\":\"2024-11-24T08:00:00.123456Z\",\"trade_id\":7}"
                    .getBytes(UTF_8),
            "{\"message\":\"NotFound\"}".getBytes(UTF_8));

    @Test
    void an_answer_is_a_ticker_that_a_row_can_hold_or_says_in_a_line_why_not() {
        Mutations.of(ANSWERS, answer -> {
            try {
                Ticker ticker = TickerJson.ticker("BTC-USD", answer);
                assertThat(TickCodec.fits(ticker.price())).isTrue();
            } catch (PollFailure e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "\tat ");
            }
            assertThat(TickerJson.message(answer)).hasSizeLessThan(200);
        });
    }
}
