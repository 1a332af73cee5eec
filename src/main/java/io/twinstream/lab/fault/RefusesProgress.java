package io.twinstream.lab.fault;

import java.util.function.BooleanSupplier;

/** A lane whose progress is made durable by a storage that can be made to refuse. */
public interface RefusesProgress {

    /**
     * Lets the storage refuse the lane's progress once, soon.
     *
     * @return whether by now it was refused, as the engine says
     */
    BooleanSupplier refuseProgress();
}
