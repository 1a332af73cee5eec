package io.twinstream.checker;

import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * What a subject's processes used while the topic was fed.
 *
 * @param cpuMillis user and system time of all of them, between the samples nearest to the first and the last attempt
 * @param peakBytes resident memory of all of them together, at its highest sample
 */
public record ResourceUse(long cpuMillis, long peakBytes) {

    /** Empty if fewer than two samples were taken in that time, or if subjects shared the machine. */
    public static Optional<ResourceUse> of(History history, Subject subject) {
        LongSummaryStatistics feed = history.all(Fact.Attempted.class).stream()
                .mapToLong(Fact.Attempted::m)
                .summaryStatistics();
        List<Fact.Resource> samples = history.all(Fact.Resource.class).stream()
                .filter(sample -> sample.subject().equals(subject.name()))
                .filter(sample -> sample.m() >= feed.getMin() && sample.m() <= feed.getMax())
                .toList();
        if (samples.size() < 2 || history.trial().subjects().size() > 1) {
            return Optional.empty();
        }
        long used = samples.get(samples.size() - 1).cpuMillis() - samples.get(0).cpuMillis();
        long peak = samples.stream().mapToLong(Fact.Resource::rssBytes).max().getAsLong();
        return Optional.of(new ResourceUse(used, peak));
    }
}
