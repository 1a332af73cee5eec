package io.twinstream.lab.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.UrlPathPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Coinbase's ticker, played by a server in this process: the five products of the feed, each with prices of its own,
 * and bad weather on demand.
 */
public final class CoinbaseStub implements AutoCloseable {

    private static final int BAD_WEATHER = 1;
    private static final int TICKER = 5;
    private static final int ELSE = 10;

    private final WireMockServer server;
    private final CoinbaseTicker ticker;

    private CoinbaseStub(WireMockServer server, CoinbaseTicker ticker) {
        this.server = server;
        this.ticker = ticker;
    }

    /**
     * Starts to answer.
     *
     * @param seed the same seed gives the same prices
     */
    public static CoinbaseStub start(long seed) {
        CoinbaseTicker ticker = new CoinbaseTicker(seed);
        WireMockServer server = new WireMockServer(
                options().bindAddress("127.0.0.1").port(Ports.next()).extensions(ticker));
        server.start();
        server.stubFor(any(anyUrl()).atPriority(ELSE).willReturn(json(404, "{\"message\":\"NotFound\"}")));
        for (String product : CoinbaseTicker.PRODUCTS) {
            server.stubFor(get(path(product))
                    .atPriority(TICKER)
                    .willReturn(json(200, "").withTransformers(CoinbaseTicker.NAME)));
        }
        return new CoinbaseStub(server, ticker);
    }

    /** What the feed's {@code --coinbase} takes. */
    public String url() {
        return server.baseUrl();
    }

    /**
     * Makes a product's next answers carry these prices, letter by letter; after the last one it goes its own way
     * again.
     */
    public void nextPrices(String product, List<String> prices) {
        ticker.plan(product, prices);
    }

    /** The prices that a product's answers carried, in order. */
    public List<String> answered(String product) {
        return ticker.answered(product);
    }

    /** Makes a product answer with this from now on. */
    public void answersWith(String product, int status, String body, Map<String, String> headers) {
        ResponseDefinitionBuilder response = json(status, body);
        headers.forEach(response::withHeader);
        answers(product, response);
    }

    /** Makes a product's answers late. */
    public void delays(String product, Duration delay) {
        answers(product, json(200, "").withTransformers(CoinbaseTicker.NAME).withFixedDelay((int) delay.toMillis()));
    }

    /** Makes a product's connections break before an answer. */
    public void resets(String product) {
        answers(product, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** Ends the bad weather of a product. */
    public void recovers(String product) {
        answers(product, json(200, "").withTransformers(CoinbaseTicker.NAME));
    }

    private void answers(String product, ResponseDefinitionBuilder response) {
        // Of two stubs of the same priority the newer one counts.
        server.stubFor(get(path(product)).atPriority(BAD_WEATHER).willReturn(response));
    }

    private static UrlPathPattern path(String product) {
        return urlPathEqualTo("/products/" + product + "/ticker");
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }

    @Override
    public void close() {
        server.stop();
    }
}
