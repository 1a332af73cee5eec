package io.twinstream.feed;

/** The feed cannot run. The message is one sentence for its user: what is wrong and the way out. */
public final class FeedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FeedException(String sentence) {
        super(sentence);
    }
}
