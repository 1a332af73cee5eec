package io.twinstream.lab.fault;

/**
 * A process that works for a lane.
 *
 * @param id the same for lanes that share it
 * @param kill ends it with SIGKILL and returns when it is gone
 */
public record Member(String id, long pid, Runnable kill) {

    @Override
    public String toString() {
        return id + " (pid " + pid + ")";
    }
}
