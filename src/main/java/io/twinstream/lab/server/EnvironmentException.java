package io.twinstream.lab.server;

/** A server or a pre-condition failed. The message is a sentence that names it and, where there is one, the way out. */
public final class EnvironmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
