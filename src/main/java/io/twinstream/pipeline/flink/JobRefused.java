package io.twinstream.pipeline.flink;

/** A job that was not started. The message is one sentence that says why; where in the code says nothing more. */
final class JobRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private JobRefused(String sentence) {
        super(sentence, null, false, false);
    }

    /**
     * On a command line this ends the program with the sentence and exit code 2. In a job manager, which runs programs
     * that are submitted by REST and must not be ended, it returns what is to be thrown.
     */
    static JobRefused because(RuntimeException reason) {
        if (Thread.currentThread().getName().equals("main")) {
            System.err.println(reason.getMessage());
            System.exit(2);
        }
        return new JobRefused(reason.getMessage());
    }
}
