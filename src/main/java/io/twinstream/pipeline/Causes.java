package io.twinstream.pipeline;

/** What lies at the bottom of an exception, in a few words. */
public final class Causes {

    private Causes() {}

    /** The last of its causes, or itself. */
    public static Throwable root(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The first sentence of its message, without a full stop; the name of its class if it has none. */
    public static String firstSentence(Throwable problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank()
                ? problem.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow().split("\\.(\\s|$)", 2)[0];
    }
}
