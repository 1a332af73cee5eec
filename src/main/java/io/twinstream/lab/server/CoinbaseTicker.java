package io.twinstream.lab.server;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Ticker answers in Coinbase's shape; each request is a new trade at a new price. */
final class CoinbaseTicker implements ResponseDefinitionTransformerV2 {

    static final String NAME = "coinbase-ticker";

    static final List<String> PRODUCTS = List.of("BTC-USD", "ETH-USD", "SOL-USD", "ADA-USD", "DOGE-USD");

    private static final Map<String, String> FIRST_PRICES = Map.of(
            "BTC-USD", "86746.07",
            "ETH-USD", "2834.55",
            "SOL-USD", "131.42",
            "ADA-USD", "0.4128",
            "DOGE-USD", "0.14377");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    /** A product's prices: those that were asked for first, then a walk in steps of its last digit. */
    private static final class Prices {

        private final Random random;
        private final Deque<String> planned = new ArrayDeque<>();
        private final List<String> answered = new ArrayList<>();
        private BigDecimal walk;

        Prices(String first, long seed) {
            this.walk = new BigDecimal(first);
            this.random = new Random(seed);
        }

        String next() {
            String price = planned.isEmpty() ? step() : planned.remove();
            answered.add(price);
            return price;
        }

        private String step() {
            BigDecimal next = walk.add(BigDecimal.valueOf(random.nextInt(21) - 10, walk.scale()));
            walk = next.signum() > 0 ? next : walk;
            return walk.toPlainString();
        }
    }

    private final Map<String, Prices> prices = new TreeMap<>();

    CoinbaseTicker(long seed) {
        for (String product : PRODUCTS) {
            prices.put(product, new Prices(FIRST_PRICES.get(product), seed + product.hashCode()));
        }
    }

    synchronized void plan(String product, List<String> planned) {
        prices.get(product).planned.addAll(planned);
    }

    synchronized List<String> answered(String product) {
        return List.copyOf(prices.get(product).answered);
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        String product = List.of(event.getRequest().getUrl().split("/", -1)).get(2);
        Prices mine = prices.get(product);
        String price = mine.next();
        String body = "{\"ask\":\"" + price + "\",\"bid\":\"" + price + "\",\"volume\":\"8123.40291854\",\"trade_id\":"
                + (900_000_000L + mine.answered.size()) + ",\"price\":\"" + price
                + "\",\"size\":\"0.00004311\",\"time\":\"" + TIME.format(Instant.now())
                + "\",\"rfq_volume\":\"12.881346\"}";
        return ResponseDefinitionBuilder.like(event.getResponseDefinition())
                .withBody(body)
                .build();
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }
}
