package io.twinstream.tick;

/** A record that is not a tick. The message is one sentence that says why. */
public final class MalformedTickException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedTickException(String reason) {
        super(reason);
    }
}
