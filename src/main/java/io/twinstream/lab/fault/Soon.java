package io.twinstream.lab.fault;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A wait whose end says something either way. */
final class Soon {

    private Soon() {}

    /** Whether it comes true in this time. */
    static boolean comesTrue(Duration within, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(within)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }
}
