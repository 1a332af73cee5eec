package io.twinstream.results;

import io.twinstream.checker.DeliveryChecker;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.LatencyProfile;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;

/** All that a trial says of one subject. */
public record SubjectResult(Subject subject, DeliveryVerdict delivery, LatencyProfile latency) {

    static SubjectResult of(History history, Subject subject) {
        return new SubjectResult(subject, DeliveryChecker.judge(history, subject), LatencyProfile.of(history, subject));
    }
}
