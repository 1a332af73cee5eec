package io.twinstream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.feed.PollResult.Failed;
import io.twinstream.feed.PollResult.Polled;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CoinbaseClientTest {

    private static final long TRIES = 3;

    private static CoinbaseStub coinbase;
    private CoinbaseClient client;

    @BeforeAll
    static void start() {
        coinbase = new CoinbaseStub();
    }

    @AfterAll
    static void stop() {
        coinbase.close();
    }

    @BeforeEach
    void reset() {
        coinbase.reset();
        client = new CoinbaseClient(CoinbaseSettings.of(coinbase.uri()).withRequestTimeout(Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @CsvSource({
        "EXPONENT-PRICE-USD, 0.00000011",
        "TINY-PRICE-USD, 0.00000011",
        "WHOLE-PRICE-USD, 126296",
        "EXACT-PRICE-USD, 86746.075",
        "ZEROS-PRICE-USD, 65091.10000000",
    })
    void a_price_is_exact(String product, BigDecimal price) {
        assertThat(polled(product).price()).isEqualTo(price);
    }

    @ParameterizedTest
    @CsvSource({
        "MILLIS-USD, 2026-01-02T03:04:05.123Z",
        "MICROS-USD, 2026-01-02T03:04:05.123456Z",
        "NANOS-USD, 2026-01-02T03:04:05.123456789Z",
        "UNKNOWN-FIELDS-USD, 2026-01-02T03:04:05Z",
    })
    void a_time_is_exact_however_many_digits_it_has(String product, Instant time) {
        assertThat(polled(product).time()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LARGE-TRADE-USD", "TEXT-TRADE-USD"})
    void a_trade_id_of_any_kind_is_not_in_the_way(String product) {
        assertThat(polled(product).price()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-USD", "ETH-USD", "SOL-USD", "ADA-USD", "DOGE-USD"})
    void each_default_product_has_a_price(String product) {
        assertThat(polled(product).product()).isEqualTo(product);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EMPTY-PRICE-USD    | the price '' is not a number
            NEGATIVE-PRICE-USD | the price '-1.50' is not above zero
            ZERO-PRICE-USD     | the price '0.00' is not above zero
            NAN-PRICE-USD      | the price 'NaN' is not a number
            NULL-PRICE-USD     | the answer has no price
            NO-PRICE-USD       | the answer has no price
            NUMBER-PRICE-USD   | the answer has no price
            HUGE-PRICE-USD     | the price '1e999999999' does not fit the tables
            LONG-PRICE-USD     | the price '123456789012345678901.123456789012345678' does not fit the tables
            NO-TIME-USD        | the answer has no time
            ODD-TIME-USD       | the time 'yesterday' is not a time
            EMPTY-USD          | the answer is empty
            TRUNCATED-USD      | the answer is not JSON
            HTML-USD           | the answer is not JSON
            ARRAY-USD          | the answer is not a JSON object
            TWO-USD            | the answer is not JSON
            NOT-FOUND-USD      | the answer is 404 NotFound
            """)
    void an_answer_that_makes_no_sense_is_a_failure_and_not_asked_for_again(String product, String reason) {
        assertThat(failure(product)).startsWith(reason).doesNotContain("\n");
        assertThat(coinbase.requests(product)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LIMITED-USD         | the answer is 429 Public rate limit exceeded
            LIMITED-SHORTLY-USD | the answer is 429 Public rate limit exceeded, retry after 1 s
            LIMITED-PAST-USD    | the answer is 429 Public rate limit exceeded, retry after 0 s
            BROKEN-USD          | the answer is 500 Internal server error
            HTML-BROKEN-USD     | the answer is 503
            RESET-USD           | the connection broke
            GARBAGE-USD         | the connection broke
            SLOW-USD            | no answer within 500 ms
            TRICKLING-USD       | no answer within 500 ms
            """)
    void a_trouble_that_may_pass_is_tried_again_and_then_a_failure(String product, String reason) {
        assertThat(failure(product)).startsWith(reason).doesNotContain("\n");
        // The JDK's client itself repeats a request whose connection breaks before the answer begins.
        assertThat(coinbase.requests(product)).isBetween(TRIES, 2 * TRIES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ONCE-LIMITED-USD",
                "ONCE-LIMITED-1S-USD",
                "ONCE-BROKEN-USD",
                "ONCE-RESET-USD",
                "ONCE-SLOW-USD",
            })
    void a_trouble_that_passes_costs_no_price(String product) {
        assertThat(polled(product).price()).isEqualByComparingTo("1.5");
        assertThat(coinbase.requests(product)).isEqualTo(2);
    }

    @Test
    void retry_after_is_waited_for() {
        long start = System.nanoTime();

        polled("ONCE-LIMITED-1S-USD");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_long_retry_after_silences_all_products_until_it_is_over() {
        assertThat(failure("LIMITED-LONG-USD")).endsWith("retry after 60 s");

        assertThat(failure("WHOLE-PRICE-USD")).isEqualTo("not asked: Coinbase wants 60 s without requests");
        assertThat(coinbase.requests("LIMITED-LONG-USD")).isEqualTo(1);
        assertThat(coinbase.requests("WHOLE-PRICE-USD")).isZero();
    }

    @Test
    void a_retry_after_may_be_a_date() {
        assertThat(failure("LIMITED-DATE-USD")).endsWith("retry after 999999 s");
        assertThat(coinbase.requests("LIMITED-DATE-USD")).isEqualTo(1);
    }

    @Test
    void no_more_than_ten_requests_a_second_leave() {
        long start = System.nanoTime();

        IntStream.range(0, 25).parallel().forEach(i -> polled("WHOLE-PRICE-USD"));

        // At the worst five at the end of one half-second, then five at the start of each that follows.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1500));
    }

    @Test
    void an_unreachable_coinbase_is_a_failure_that_names_its_address() {
        CoinbaseClient nowhere = new CoinbaseClient(CoinbaseSettings.of(URI.create("http://127.0.0.1:1/")));

        assertThat(nowhere.poll("BTC-USD")).isEqualTo(new Failed("BTC-USD", "cannot connect to http://127.0.0.1:1/"));
    }

    @Test
    void an_interrupt_ends_a_poll_early_and_is_kept() {
        Thread.currentThread().interrupt();

        assertThat(failure("SLOW-USD")).isEqualTo("stopped before an answer came");
        assertThat(Thread.interrupted()).isTrue();
    }

    private Ticker polled(String product) {
        return assertThat(client.poll(product))
                .asInstanceOf(InstanceOfAssertFactories.type(Polled.class))
                .actual()
                .ticker();
    }

    private String failure(String product) {
        return assertThat(client.poll(product))
                .asInstanceOf(InstanceOfAssertFactories.type(Failed.class))
                .actual()
                .reason();
    }
}
