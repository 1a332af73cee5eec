package io.twinstream.lab.fault;

import java.time.Duration;
import java.util.Map;

/** A lane that notes how far it has come, so that it can go on from there. */
public interface MakesProgress {

    /** How often it makes its progress durable. */
    Duration commitInterval();

    /** What it has made durable of its progress: the offset that it would go on from, by partition. */
    Map<Integer, Long> durableOffsets();
}
