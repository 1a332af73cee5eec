package io.twinstream.lab.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job manager logs of the checkpoints of a job. What it answers of them it may have looked up seconds ago.
 */
final class CheckpointLog {

    private static final Pattern LINE = Pattern.compile("(Triggering|Completed) checkpoint (\\d+) .*for job (\\w+)");

    private CheckpointLog() {}

    /** Whether the last checkpoint that these lines have of the job was triggered and has not completed. */
    static boolean isUnderWay(List<String> log, String job) {
        long triggered = 0;
        long completed = 0;
        for (String line : log) {
            Matcher found = LINE.matcher(line);
            if (found.find() && found.group(3).equals(job)) {
                long checkpoint = Long.parseLong(found.group(2));
                if (found.group(1).equals("Completed")) {
                    completed = checkpoint;
                } else {
                    triggered = checkpoint;
                }
            }
        }
        return triggered > completed;
    }
}
