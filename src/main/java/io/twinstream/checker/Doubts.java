package io.twinstream.checker;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Why a trial says nothing of a subject, whatever its table holds. */
final class Doubts {

    private final History history;
    private final Subject subject;
    private final Reference reference;
    private final List<String> sentences = new ArrayList<>();

    private Doubts(History history, Subject subject, Reference reference) {
        this.history = history;
        this.subject = subject;
        this.reference = reference;
    }

    /** One sentence each; none if the trial was sound. */
    static List<String> of(History history, Subject subject, Reference reference) {
        Doubts doubts = new Doubts(history, subject, reference);
        doubts.aboutTheTrial();
        doubts.aboutTheFeed();
        doubts.aboutTheTopic();
        doubts.aboutTheTable();
        return doubts.sentences;
    }

    private void aboutTheTrial() {
        if (!history.complete()) {
            sentences.add("the history was cut off before its end");
        }
        Fault fault = history.trial().fault();
        if (fault != Fault.NONE && history.all(Fact.Witness.class).stream().noneMatch(this::isOfTheFault)) {
            sentences.add("the fault " + fault + " was not felt by " + subject.name() + ": it has no witness");
        }
    }

    private boolean isOfTheFault(Fact.Witness witness) {
        return witness.fault() == history.trial().fault()
                && (witness.subject() == null || witness.subject().equals(subject.name()));
    }

    private void aboutTheFeed() {
        long attempted = history.all(Fact.Attempted.class).size();
        if (attempted < history.trial().planned()) {
            sentences.add("only " + attempted + " of " + history.trial().planned() + " planned ticks were attempted");
        }
        if (!reference.mintedTwice().isEmpty()) {
            sentences.add("seq " + reference.mintedTwice().get(0) + " was minted twice"
                    + others(reference.mintedTwice().size()));
        }
        if (!reference.foreign().isEmpty()) {
            sentences.add("somebody else wrote to the topic: this trial did not send "
                    + Identities.of(reference.foreign()).text(history.trial().topic()));
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
                sentences.add("the first offset of " + partition(partition) + " is " + first + ", above 0");
            }
        });
        history.drained(subject)
                .ifPresent(drained -> new TreeMap<>(drained.ends())
                        .forEach((partition, end) -> aboutTheEnd(partition, end, counts.getOrDefault(partition, 0L))));
    }

    private void aboutTheEnd(int partition, long end, long read) {
        long last = history.last(Fact.End.class)
                .map(fact -> fact.ends().getOrDefault(partition, end))
                .orElse(end);
        if (last != end) {
            sentences.add("the end of " + partition(partition) + " moved from " + end + " to " + last
                    + " after the feed was closed");
        }
        if (read != end) {
            sentences.add(
                    "of " + partition(partition) + ", which ends at " + end + ", " + read + " records were read back");
        }
    }

    private void aboutTheTable() {
        Optional<Fact.Drained> drained = history.drained(subject);
        if (drained.isEmpty()) {
            sentences.add("nobody waited until it had drained");
        } else if (!drained.get().complete()
                && Halt.of(history, subject).isEmpty()
                && !Halt.finished(history, subject)) {
            sentences.add("it was not drained at the deadline, while its job ran");
        }
        List<Fact.Row> rows = history.rows(subject, Read.B);
        if (rows.isEmpty()) {
            sentences.add("its table has no rows at all");
        }
        long timeless = rows.stream().filter(row -> row.committed() == null).count();
        if (subject.contract().ordered() && timeless > 0) {
            sentences.add("its order cannot be judged: " + timeless + " rows have no commit time");
        }
    }

    private String partition(int partition) {
        return history.trial().topic() + "-" + partition;
    }

    private static String others(int size) {
        return size == 1 ? "" : ", and " + (size - 1) + (size == 2 ? " other" : " others");
    }
}
