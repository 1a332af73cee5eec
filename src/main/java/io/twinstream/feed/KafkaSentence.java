package io.twinstream.feed;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/** What Kafka's client says, in one sentence. */
final class KafkaSentence {

    private KafkaSentence() {}

    static String of(Throwable thrown, String bootstrap) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause instanceof TimeoutException)) {
            cause = cause.getCause();
        }
        if (cause instanceof ConfigException) {
            return "'" + bootstrap + "' is not the address of a broker; name one as HOST:PORT.";
        }
        if (cause instanceof TimeoutException) {
            return "No Kafka broker answers at " + bootstrap + "; start it or name another with --bootstrap HOST:PORT.";
        }
        return "The Kafka broker at " + bootstrap + " refused: "
                + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }
}
