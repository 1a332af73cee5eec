package io.twinstream.experiment;

/**
 * What is done to a lane, in words that fit every engine. Kill is SIGKILL, a pause stops every process, a restart keeps
 * data and address.
 */
public enum Fault {
    /** No fault: the twin of every other. */
    NONE,
    /** A task manager or an executor is killed. */
    WORKER_KILL,
    /** The job manager or the driver is killed and started again. */
    COORDINATOR_KILL,
    /** The storage refuses once what the lane writes down of its progress. */
    PROGRESS_REFUSED,
    BROKER_RESTART,
    BROKER_KILL,
    BROKER_PAUSE,
    DATABASE_PAUSE,
    DATABASE_RESTART,
    DATABASE_KILL,
    /** The lane's database sessions are ended. */
    DATABASE_DISCONNECT,
    /** Another session holds a lock that the lane's inserts wait for. */
    DATABASE_LOCK,
    /** Packets between the lane and a server are delayed, cut off or dropped. */
    NETWORK,
    /** Malformed records stand among the ticks. */
    POISON,
    /** The database takes no more rows. */
    SINK_FULL;

    /** Whether it takes away for a time what every lane reads from or writes to, so that a lane can only wait. */
    public boolean takesAway() {
        return switch (this) {
            case BROKER_RESTART,
                    BROKER_KILL,
                    BROKER_PAUSE,
                    DATABASE_PAUSE,
                    DATABASE_RESTART,
                    DATABASE_KILL,
                    DATABASE_LOCK,
                    NETWORK,
                    SINK_FULL -> true;
            case NONE, WORKER_KILL, COORDINATOR_KILL, PROGRESS_REFUSED, DATABASE_DISCONNECT, POISON -> false;
        };
    }

    /** Whether a worker ends of it, so that a lane with a spare comes back otherwise than one without. */
    public boolean endsAWorker() {
        return this == WORKER_KILL;
    }
}
