package io.twinstream.checker;

import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;

/**
 * How a subject came back after a fault, by when its rows became visible. Times are in microseconds; those from the
 * fault are counted from the start of the first fault. What is not known is null.
 *
 * @param baseline p95 of the latency before the fault: of ticks meant to be sent after the warm-up and visible when the
 *     fault started, so that none was held up by it
 * @param longestGap the longest time in which no record of some partition became visible for the first time, from its
 *     last one before the fault to its last of the trial
 * @param firstRow from the start of the fault to the commit of the first row of a tick that was meant to be sent after
 *     the fault had taken hold, in the partition that had to wait for it longest: the workers that a kill has spared
 *     write on
 * @param absence from the start of the fault until what it had taken away served again, at the latest when a tick that was meant to be
 *     sent after the fault had taken hold was visible; null where it took nothing away
 * @param comeback from then on to {@code firstRow}: what the lane took, without what the server took
 * @param disturbance from the start of the fault to the end of the last gap that is its: a time without a new record in
 *     some partition, longer than 1.5 times the longest one between warm-up and fault, or than that and one commit
 *     interval if that is more, which begins within 20 s of the fault or of the end of the one before. A row of a batch
 *     in flight comes first and ends nothing. 0 if there is no such gap
 * @param catchUp from the fault until the p95 of each second of intended time is at most 1.5 times the baseline, or the
 *     baseline and one commit interval if that is more, and stays there for 10 s: the beginning of those, in whole
 *     seconds. A record that never became visible counts as late for ever, and a second without a record as one that
 *     was not back. If censored, it took at least so long
 * @param censored whether the load ended before 10 s of being back were seen
 * @param excess how much later than the baseline the ticks meant to be sent after the fault were, added up, in
 *     record-seconds (1,000 records that were 2 s later each are 2,000); records that never became visible are not in
 *     it
 * @param unknown why a value is null; null if none is
 */
public record Recovery(
        Long baseline,
        Long longestGap,
        Long firstRow,
        Long absence,
        Long comeback,
        Long disturbance,
        Long catchUp,
        boolean censored,
        Double excess,
        String unknown) {

    /** How a subject came back from the first fault of a trial that it had for itself. */
    public static Recovery of(History history, Subject subject) {
        Delays delays = Delays.of(history, subject);
        if (delays.doubt().isPresent()) {
            return unknown(delays.doubt().get());
        }
        return history.faultStart()
                .map(start -> new Comeback(
                                delays,
                                start,
                                history.faultStruck().orElseThrow(),
                                history.servedAgain(),
                                subject.commitMillis())
                        .recovery())
                .orElseGet(() -> unknown("no fault was started"));
    }

    private static Recovery unknown(String why) {
        return new Recovery(null, null, null, null, null, null, null, false, null, why);
    }
}
