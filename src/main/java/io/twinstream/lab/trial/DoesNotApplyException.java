package io.twinstream.lab.trial;

/** There is no such trial with the versions of this run; the message says why. */
public final class DoesNotApplyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DoesNotApplyException(String message) {
        super(message);
    }
}
