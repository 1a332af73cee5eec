package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoinbaseStubTest {

    private final CoinbaseStub coinbase = CoinbaseStub.start(7);

    @AfterEach
    void close() {
        coinbase.close();
    }

    @Test
    void a_ticker_has_the_shape_of_the_real_one() throws Exception {
        HttpResponse<String> response = ask("BTC-USD");
        JsonNode ticker = new ObjectMapper().readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ticker.fieldNames())
                .toIterable()
                .containsExactly("ask", "bid", "volume", "trade_id", "price", "size", "time", "rfq_volume");
        assertThat(ticker.path("trade_id").isIntegralNumber()).isTrue();
        assertThat(ticker.path("price").isTextual()).isTrue();
        assertThat(ticker.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
    }

    @Test
    void planned_prices_come_letter_by_letter_and_are_remembered() throws Exception {
        coinbase.nextPrices("ADA-USD", List.of("0.00000011", "126296"));
        assertThat(ask("ADA-USD").body()).contains("\"price\":\"0.00000011\"");
        assertThat(ask("ADA-USD").body()).contains("\"price\":\"126296\"");
        ask("ADA-USD");
        assertThat(coinbase.answered("ADA-USD")).hasSize(3).startsWith("0.00000011", "126296");
    }

    @Test
    void the_same_seed_gives_the_same_prices() throws Exception {
        try (CoinbaseStub twin = CoinbaseStub.start(7)) {
            for (int i = 0; i < 5; i++) {
                ask("SOL-USD");
                ask(twin.url(), "SOL-USD");
            }
            assertThat(twin.answered("SOL-USD")).isEqualTo(coinbase.answered("SOL-USD"));
        }
    }

    @Test
    void bad_weather_strikes_one_product_and_ends() throws Exception {
        coinbase.answersWith(
                "ETH-USD", 429, "{\"message\":\"Public rate limit exceeded\"}", Map.of("Retry-After", "1"));
        HttpResponse<String> refused = ask("ETH-USD");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(ask("BTC-USD").statusCode()).isEqualTo(200);
        coinbase.resets("ETH-USD");
        assertThatThrownBy(() -> ask("ETH-USD")).isInstanceOf(IOException.class);
        coinbase.recovers("ETH-USD");
        assertThat(ask("ETH-USD").statusCode()).isEqualTo(200);
    }

    @Test
    void an_unknown_product_is_not_found() throws Exception {
        HttpResponse<String> response = ask("NO-SUCH");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"message\":\"NotFound\"}");
    }

    private HttpResponse<String> ask(String product) throws IOException, InterruptedException {
        return ask(coinbase.url(), product);
    }

    private static HttpResponse<String> ask(String url, String product) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/products/" + product + "/ticker"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
