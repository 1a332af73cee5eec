package io.twinstream.lab.fault;

/** When a fault strikes. */
public interface Moment {

    /** What it waits for, in words. */
    String text();

    /** Returns when it has come. */
    void await(Scene scene) throws Exception;

    /**
     * Whether the fault has to strike right then; otherwise it strikes at a time drawn from one commit interval after.
     */
    default boolean exact() {
        return false;
    }

    /** The connections that have to lead through a proxy for it. */
    default Disruption.Through through() {
        return Disruption.Through.NO_PROXY;
    }

    /** Lets go what was held to make the moment last; called when the fault is over. */
    default void release() throws Exception {}

    /** Reads well before a moment. */
    static Moment once(Moment moment) {
        return moment;
    }
}
