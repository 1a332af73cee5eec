package io.twinstream.pipeline.spark;

/** What lies at the bottom of an exception, in one line. */
final class Causes {

    private Causes() {}

    static Throwable root(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** The first line of its message; the name of its class if it has none. */
    static String firstLine(Throwable problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank()
                ? problem.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }
}
