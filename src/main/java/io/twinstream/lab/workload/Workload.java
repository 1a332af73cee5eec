package io.twinstream.lab.workload;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Load;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Something that feeds a topic for a while. */
public interface Workload {

    /** How many records will be attempted, at the least. */
    long planned();

    /** The fault that lies in what is fed; NONE if it is all well-formed. */
    Fault fault();

    /** What it feeds and how fast. */
    Load load();

    /** Whether what is measured of a recovery includes when the lane had caught up: it has to be fed for longer. */
    default boolean catchUpJudged() {
        return true;
    }

    /** What a reader needs to repeat it, its load included. */
    Map<String, String> settings();

    /**
     * Feeds the topic; returns when everything was handed to the producer.
     *
     * @param seed of whatever is drawn
     * @param settled whether nothing more is to be seen by going on; asked by those that have no end of their own
     */
    void feed(RecordingProducer producer, long seed, BooleanSupplier settled) throws InterruptedException;
}
