package io.twinstream.lab.server;

/**
 * The zones that the processes of an engine live in. They are not the same, none is UTC, and they change their clocks on
 * other days: a lane that takes an instant for a local time, or writes one and reads another, is seen to.
 */
final class Zones {

    /** Of job managers, in which the main of a job runs, and of drivers. */
    static final String COORDINATOR = "-Duser.timezone=America/New_York";

    /** Of task managers and executors. */
    static final String WORKER = "-Duser.timezone=Europe/Berlin";

    private Zones() {}
}
