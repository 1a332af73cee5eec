package io.twinstream.lab.fault;

import io.twinstream.experiment.Fault;

/**
 * Something that is done to the servers or lanes of a trial.
 *
 * @param fault what it is in the words of the experiment
 * @param text what it is exactly: {@code database paused for 8 s}
 * @param through the connections that have to lead through a proxy for it
 */
public record Disruption(Fault fault, String text, Through through, Act act) {

    /** Connections of the lanes. */
    public enum Through {
        NO_PROXY,
        PROXY_TO_DATABASE,
        PROXY_TO_BROKER
    }

    /**
     * Does it, waits as long as it lasts and undoes it, and notes on the scene when it began and was over and how it
     * was felt.
     */
    public interface Act {
        void on(Scene scene) throws Exception;
    }

    Disruption(Fault fault, String text, Act act) {
        this(fault, text, Through.NO_PROXY, act);
    }
}
