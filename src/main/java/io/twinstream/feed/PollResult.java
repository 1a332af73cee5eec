package io.twinstream.feed;

/** What came of asking once for the price of a product. */
public sealed interface PollResult {

    /** The product that was asked for. */
    String product();

    /** An answer that makes sense. */
    record Polled(Ticker ticker) implements PollResult {

        @Override
        public String product() {
            return ticker.product();
        }
    }

    /**
     * No price this time.
     *
     * @param reason one sentence, without the product's name and without a full stop
     */
    record Failed(String product, String reason) implements PollResult {}
}
