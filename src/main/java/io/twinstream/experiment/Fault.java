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

    /** Why a lane may come through it with nothing to read again, in one sentence; empty where nothing is broken. */
    public String whyItMayNotHurt() {
        return switch (this) {
            case NONE -> "";
            case WORKER_KILL, COORDINATOR_KILL ->
                "What dies between two batches, or just after a checkpoint, leaves nothing half done.";
            case PROGRESS_REFUSED -> "Where nothing was written since the last progress, nothing is read again.";
            case BROKER_RESTART, BROKER_KILL, BROKER_PAUSE ->
                "A broker that is away is waited for: the lane keeps its place and has nothing to read again.";
            case DATABASE_PAUSE, DATABASE_LOCK, NETWORK ->
                "A statement that is held up goes on afterwards; only a lane that gave up before sends it again.";
            case DATABASE_RESTART, DATABASE_KILL, DATABASE_DISCONNECT ->
                "What was not committed is gone with its session; only a commit whose answer was lost leaves a doubt.";
            case POISON -> "A malformed record becomes a dead letter, and nothing is started again.";
            case SINK_FULL -> "A refused transaction leaves nothing behind: sending it again duplicates nothing.";
        };
    }

    /** Whether a worker ends of it, so that a lane with a spare comes back otherwise than one without. */
    public boolean endsAWorker() {
        return this == WORKER_KILL;
    }
}
