package io.twinstream.audit;

/** A topic or a table cannot be read. The message is one sentence that names it and the way out. */
public final class AuditException extends Exception {

    private static final long serialVersionUID = 1L;

    public AuditException(String message, Throwable cause) {
        super(message, cause);
    }

    public AuditException(String message) {
        super(message);
    }
}
