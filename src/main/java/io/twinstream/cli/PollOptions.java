package io.twinstream.cli;

import io.twinstream.feed.CoinbaseClient;
import io.twinstream.feed.CoinbaseSettings;
import io.twinstream.feed.PollingFeed;
import io.twinstream.feed.TickOutput;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is polled, where and how often. */
final class PollOptions {

    private static final Pattern PRODUCT = Pattern.compile("[A-Z0-9]+(-[A-Z0-9]+)+");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--coinbase",
            paramLabel = "URL",
            description = "Where Coinbase's REST interface is (default: ${DEFAULT-VALUE}).",
            defaultValue = "https://api.exchange.coinbase.com")
    private URI coinbase;

    @Option(
            names = "--products",
            paramLabel = "A,B",
            split = ",",
            description = "What to ask the price of (default: ${DEFAULT-VALUE}).",
            defaultValue = "BTC-USD,ETH-USD,SOL-USD,ADA-USD,DOGE-USD")
    private List<String> products;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "From one round to the next, as 500ms, 10s or 1m (default: ${DEFAULT-VALUE}).",
            defaultValue = "10s")
    private Duration interval;

    @Option(names = "--rounds", paramLabel = "N", description = "End after this many rounds (default: go on).")
    private Long rounds;

    /**
     * A feed that polls as the options say.
     *
     * @throws ParameterException if they make no sense
     */
    PollingFeed feed(TickOutput output) {
        CoinbaseSettings settings = CoinbaseSettings.of(coinbase);
        return new PollingFeed(
                new CoinbaseClient(settings)::poll,
                products,
                interval,
                rounds == null ? Long.MAX_VALUE : rounds,
                output);
    }

    /** Complains about options that make no sense before anything is opened or sent. */
    void check() {
        if (coinbase.getHost() == null || !List.of("http", "https").contains(coinbase.getScheme())) {
            throw wrong("--coinbase '" + coinbase + "' is not a URL like " + CoinbaseSettings.COINBASE + ".");
        }
        products.stream()
                .filter(product -> !PRODUCT.matcher(product).matches())
                .findFirst()
                .ifPresent(product -> {
                    throw wrong("Product '" + product + "' is not of the form BTC-USD.");
                });
        if (products.stream().distinct().count() < products.size()) {
            throw wrong("--products names a product twice.");
        }
        if (rounds != null && rounds < 1) {
            throw wrong("--rounds must be 1 or more.");
        }
        Duration fastest = Duration.ofSeconds(1)
                .multipliedBy(products.size())
                .dividedBy(CoinbaseSettings.of(coinbase).requestsPerSecond());
        if (interval.compareTo(fastest) < 0) {
            throw wrong(products.size() + " products each " + interval.toMillis() + " ms are more than the 10 requests"
                    + " a second that Coinbase allows; take an --interval of " + fastest.toMillis() + "ms or more.");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
