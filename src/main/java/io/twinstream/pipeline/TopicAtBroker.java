package io.twinstream.pipeline;

import java.util.Map;

/**
 * What a broker knows of a topic.
 *
 * @param id Kafka's own, which a topic that is deleted and created again does not keep
 * @param firsts by partition, the first offset that is there
 */
public record TopicAtBroker(String id, Map<Integer, Long> firsts) {

    public TopicAtBroker {
        firsts = Map.copyOf(firsts);
    }
}
