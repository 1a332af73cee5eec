package io.twinstream.lab.server;

/** Reads stack traces that a server hands out as text. */
final class StackTraces {

    private StackTraces() {}

    /** The line of the innermost cause; the first line where there is no cause. */
    static String rootCause(String trace) {
        String prefix = "Caused by: ";
        return trace.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(prefix))
                .reduce((outer, inner) -> inner)
                .map(line -> line.substring(prefix.length()))
                .or(() -> trace.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst())
                .orElse("(no reason given)");
    }
}
