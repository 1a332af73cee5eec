package io.twinstream.feed;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;

/** WireMock on 127.0.0.1 that answers as {@code fixtures/coinbase} says. */
public final class CoinbaseStub implements AutoCloseable {

    private final WireMockServer server = new WireMockServer(wireMockConfig()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .withRootDirectory("fixtures/coinbase")
            .containerThreads(32));

    public CoinbaseStub() {
        server.start();
        // The first answer takes long, longer than the time-outs of some tests.
        new CoinbaseClient(CoinbaseSettings.of(uri())).poll("BTC-USD");
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** How often this product was asked for. */
    long requests(String product) {
        return server.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().equals("/products/" + product + "/ticker"))
                .count();
    }

    /** Forgets requests, and that a trouble has passed. */
    void reset() {
        server.resetScenarios();
        server.resetRequests();
    }

    @Override
    public void close() {
        server.stop();
    }
}
