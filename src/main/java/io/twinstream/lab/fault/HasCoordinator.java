package io.twinstream.lab.fault;

/** A lane whose workers are led by a process of its own. */
public interface HasCoordinator {

    /** The process that leads the workers, as it runs now. */
    Member coordinator();
}
