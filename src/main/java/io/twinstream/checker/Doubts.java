package io.twinstream.checker;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.history.Position;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Why a trial says little of a subject. Each doubt names the findings that it explains: those are no damage then, while
 * no doubt explains away all others. Of what is lost only what the lane has passed is asked about.
 */
final class Doubts {

    private final History history;
    private final Subject subject;
    private final Reference reference;
    private final List<Doubt> doubts = new ArrayList<>();

    private Doubts(History history, Subject subject, Reference reference) {
        this.history = history;
        this.subject = subject;
        this.reference = reference;
    }

    private static final Set<Finding> ANYTHING = EnumSet.allOf(Finding.class);
    private static final Set<Finding> NOTHING = EnumSet.noneOf(Finding.class);

    /** None if the trial was sound. */
    static List<Doubt> of(History history, Subject subject, Reference reference) {
        Doubts doubts = new Doubts(history, subject, reference);
        doubts.aboutTheTrial();
        doubts.aboutTheFeed();
        doubts.aboutTheTopic();
        doubts.aboutTheTable();
        return doubts.doubts;
    }

    private void doubt(Set<Finding> explains, String sentence) {
        doubts.add(new Doubt(sentence, explains));
    }

    private void aboutTheTrial() {
        if (!history.complete()) {
            doubt(ANYTHING, "the history was cut off before its end");
        }
        Fault fault = history.trial().fault();
        if (fault != Fault.NONE && history.all(Fact.Witness.class).stream().noneMatch(this::isOfTheFault)) {
            doubt(NOTHING, "the fault " + fault + " was not felt by " + subject.name() + ": it has no witness");
        }
    }

    private boolean isOfTheFault(Fact.Witness witness) {
        return witness.fault() == history.trial().fault()
                && (witness.subject() == null || witness.subject().equals(subject.name()));
    }

    private void aboutTheFeed() {
        long attempted = history.all(Fact.Attempted.class).size();
        if (attempted < history.trial().planned()) {
            doubt(NOTHING, "only " + attempted + " of " + history.trial().planned() + " planned ticks were attempted");
        }
        if (reference.mintedTwice().isEmpty()) { // else a number says nothing of when it was due
            Schedule.doubt(history).ifPresent(sentence -> doubt(NOTHING, sentence));
        } else {
            doubt(
                    ANYTHING,
                    "seq " + reference.mintedTwice().get(0) + " was minted twice"
                            + others(reference.mintedTwice().size()));
        }
        if (!reference.foreign().isEmpty()) {
            doubt(
                    Set.of(Finding.LOST, Finding.CORRUPTED),
                    "somebody else wrote to the topic: this trial did not send "
                            + Identities.of(reference.foreign())
                                    .text(history.trial().topic()));
        }
    }

    private void aboutTheTopic() {
        Map<Integer, Long> firsts = new TreeMap<>();
        Map<Integer, Long> counts = new TreeMap<>();
        reference.records().keySet().forEach(at -> {
            firsts.merge(at.partition(), at.offset(), Math::min);
            counts.merge(at.partition(), 1L, Long::sum);
        });
        firsts.forEach((partition, first) -> {
            if (first > 0) {
                doubt(
                        Set.of(Finding.UNEXPECTED),
                        "the first offset of " + partition(partition) + " is " + first + ", above 0");
            }
        });
        history.drained(subject)
                .ifPresent(drained -> new TreeMap<>(drained.ends())
                        .forEach((partition, end) -> aboutTheEnd(partition, end, counts.getOrDefault(partition, 0L))));
        long gone = FeedCounts.of(history, reference).lostUpstream();
        if (gone > 0 && doubts.isEmpty()) { // else it has its reason already
            doubt(Set.of(Finding.UNEXPECTED), "the topic does not have " + gone + " of its acknowledged records");
        }
    }

    private void aboutTheEnd(int partition, long end, long read) {
        long last = history.last(Fact.End.class)
                .map(fact -> fact.ends().getOrDefault(partition, end))
                .orElse(end);
        if (last != end) {
            doubt(
                    Set.of(Finding.LOST, Finding.UNEXPECTED),
                    "the end of " + partition(partition) + " moved from " + end + " to " + last
                            + " after the feed was closed");
        }
        if (read != end) {
            doubt(
                    Set.of(Finding.UNEXPECTED),
                    "of " + partition(partition) + ", which ends at " + end + ", " + read + " records were read back");
        }
    }

    private void aboutTheTable() {
        Optional<Fact.Drained> drained = history.drained(subject);
        if (drained.isEmpty()) {
            doubt(Set.of(Finding.LOST), "nobody waited until it had drained");
        } else if (!drained.get().complete()
                && Halt.of(history, subject).isEmpty()
                && !Halt.finished(history, subject)) {
            doubt(NOTHING, "it was not drained at the deadline, while its job ran");
        }
        List<Fact.Row> rows = history.rows(subject, Read.B);
        if (rows.isEmpty()) {
            doubt(Set.of(Finding.LOST), "its table has no rows at all");
        }
        if (Clocks.doubt(history).isEmpty()) {
            aboutTheTimes(rows);
        }
    }

    /** A database that answers with such times may answer with anything: what was lost or doubled stays so. */
    private void aboutTheTimes(List<Fact.Row> rows) {
        List<Fact.Row> timed =
                rows.stream().filter(row -> row.committed() != null).toList();
        long afterRead = timed.stream().filter(row -> row.committed() > row.t()).count();
        if (afterRead > 0) {
            doubt(NOTHING, afterRead + " rows were committed after they had been read");
        }
        long beforeSent = timed.stream().filter(this::isBeforeItsRecord).count();
        if (beforeSent > 0) {
            doubt(NOTHING, beforeSent + " rows were committed before their records were sent");
        }
    }

    private boolean isBeforeItsRecord(Fact.Row row) {
        return row.identity() instanceof Position at
                && reference.records().containsKey(at)
                && row.committed() < reference.records().get(at).ts();
    }

    private String partition(int partition) {
        return history.trial().topic() + "-" + partition;
    }

    private static String others(int size) {
        return size == 1 ? "" : ", and " + (size - 1) + (size == 2 ? " other" : " others");
    }
}
