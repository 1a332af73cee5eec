package io.twinstream.archive;

import io.twinstream.checker.CoreUse;
import io.twinstream.checker.DeliveryChecker;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.checker.Recovery;
import io.twinstream.checker.ResourceUse;
import io.twinstream.checker.Timeline;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.Optional;

/**
 * All that a trial says of one subject.
 *
 * @param resources empty if they were not measured
 */
public record SubjectResult(
        Subject subject,
        DeliveryVerdict delivery,
        LatencyProfile latency,
        Recovery recovery,
        Timeline timeline,
        Optional<ResourceUse> resources,
        CoreUse cores) {

    static SubjectResult of(History history, Subject subject) {
        return new SubjectResult(
                subject,
                DeliveryChecker.judge(history, subject),
                LatencyProfile.of(history, subject),
                Recovery.of(history, subject),
                Timeline.of(history, subject),
                ResourceUse.of(history, subject),
                CoreUse.of(history, subject));
    }
}
