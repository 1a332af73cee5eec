package io.twinstream.history;

import java.io.IOException;

/** A file is not a history. The message is one sentence that names the file and the line. */
public final class MalformedHistoryException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedHistoryException(String message) {
        super(message);
    }
}
