package io.twinstream.archive;

import io.twinstream.experiment.Fault;

/** A figure that each trial of a cell comes to, and that is put beside that of other trials. */
public enum Figure {
    /** From the fault to the first row of the partition that had to wait longest, in seconds. */
    FIRST_ROW("first row s"),
    /** The longest time in which some partition had no new row, the one that the fault fell into included, in seconds. */
    LONGEST_GAP("longest gap s"),
    /** From the fault until latency was what it had been, in seconds. */
    CATCH_UP("catch-up s"),
    /** Half of the rows took at most so long from the intended time to the commit, in milliseconds. */
    P50("p50 ms"),
    /** Nine of ten rows took at most so long, in milliseconds. */
    P90("p90 ms"),
    /** 99 of 100 rows took at most so long, in milliseconds. */
    P99("p99 ms"),
    /** No row took longer, in milliseconds. */
    LONGEST("longest ms"),
    /** {@link #P50} in commit intervals. */
    P50_IN_INTERVALS("p50 in commit intervals"),
    /** User and system time of the lane's processes for a thousand records, in seconds. */
    CPU("CPU s per 1000 records"),
    /** The most resident memory that the lane's processes had together, in MiB. */
    PEAK("peak MiB"),
    /** The coefficient of variation of the cores that the lane's processes kept busy, over samples one to two seconds apart. */
    CORES_VARIATION("sd of cores by mean"),
    /** Half of the ticks took at most so long from the intended time to the acknowledgement of the broker, in milliseconds. */
    ACKNOWLEDGED("acknowledged ms");

    private final String label;

    Figure(String label) {
        this.label = label;
    }

    /** As it is printed, with its unit. */
    public String label() {
        return label;
    }

    /**
     * Whether trials under this fault have it. A trial that was broken has latencies, too, but they tell of how long it was broken for;
     * malformed records break nothing.
     */
    public boolean isOf(Fault fault) {
        return switch (this) {
            case FIRST_ROW, LONGEST_GAP, CATCH_UP -> fault != Fault.NONE && fault != Fault.POISON;
            case P50, P90, P99, LONGEST, P50_IN_INTERVALS, CPU, PEAK, CORES_VARIATION, ACKNOWLEDGED ->
                fault == Fault.NONE;
        };
    }
}
