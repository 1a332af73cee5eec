package io.twinstream.history;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact.Read;
import io.twinstream.history.Fact.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts of one trial in memory, in the order in which they were written. */
public final class History {

    private static final Set<Fault> KILLS_OF_LANES = EnumSet.of(Fault.WORKER_KILL, Fault.COORDINATOR_KILL);

    private final Map<Class<? extends Fact>, List<Fact>> byKind = new HashMap<>();
    private final boolean truncated;
    private final String sum;

    private History(List<? extends Fact> facts, boolean truncated, String sum) {
        facts.forEach(fact -> byKind.computeIfAbsent(fact.getClass(), kind -> new ArrayList<>())
                .add(fact));
        this.truncated = truncated;
        this.sum = sum;
        if (all(Fact.Trial.class).size() != 1) {
            throw new IllegalArgumentException(
                    "A history is of one trial, not of " + all(Fact.Trial.class).size() + ".");
        }
    }

    /**
     * A history of these facts.
     *
     * @param truncated whether facts are missing at the end
     * @throws IllegalArgumentException if there is not exactly one trial among the facts
     */
    public static History of(List<? extends Fact> facts, boolean truncated) {
        return new History(facts, truncated, null);
    }

    /** Likewise, read from lines that have this sum. */
    static History read(List<Fact> facts, boolean truncated, String sum) {
        return new History(facts, truncated, sum);
    }

    /**
     * The SHA-256, in lower-case hex, of the lines that it was read from: the same whether they were packed or not; empty
     * if it was read from none.
     */
    public Optional<String> sum() {
        return Optional.ofNullable(sum);
    }

    public Fact.Trial trial() {
        return all(Fact.Trial.class).get(0);
    }

    /** The facts of a kind. */
    @SuppressWarnings("unchecked") // the map is filled by the facts' own classes
    public <F extends Fact> List<F> all(Class<F> kind) {
        return (List<F>) (List<?>) byKind.getOrDefault(kind, List.of());
    }

    /** The last fact of a kind. */
    public <F extends Fact> Optional<F> last(Class<F> kind) {
        List<F> facts = all(kind);
        return facts.isEmpty() ? Optional.empty() : Optional.of(facts.get(facts.size() - 1));
    }

    /** When the first fault started, if one did. */
    public Optional<Fact.FaultPhase> faultStart() {
        return all(Fact.FaultPhase.class).stream()
                .filter(Fact.FaultPhase::start)
                .findFirst();
    }

    /** When the first fault was over, if it was. */
    public Optional<Fact.FaultPhase> faultEnd() {
        return faultStart()
                .flatMap(start -> all(Fact.FaultPhase.class).stream()
                        .filter(phase -> !phase.start() && phase.fault() == start.fault() && phase.t() >= start.t())
                        .findFirst());
    }

    /**
     * When the first fault had taken hold, in microseconds since the epoch, if one did. In histories that do not say,
     * the processes of a lane that was killed were gone at the end of the fault, and for all else it is the start that
     * is known.
     */
    public Optional<Long> faultStruck() {
        return faultStart()
                .map(start -> all(Fact.Struck.class).stream()
                        .filter(struck -> struck.fault() == start.fault() && struck.t() >= start.t())
                        .map(Fact.Struck::t)
                        .findFirst()
                        .or(() -> KILLS_OF_LANES.contains(start.fault())
                                ? faultEnd().map(Fact.FaultPhase::t)
                                : Optional.empty())
                        .orElse(start.t()));
    }

    /** When what the first fault had taken away served again, in microseconds since the epoch, if that was recorded. */
    public Optional<Long> servedAgain() {
        return faultStart()
                .flatMap(start -> all(Fact.ServedAgain.class).stream()
                        .filter(served -> served.fault() == start.fault() && served.t() >= start.t())
                        .map(Fact.ServedAgain::t)
                        .findFirst());
    }

    /** Whether the history was written to its end. */
    public boolean complete() {
        return !truncated && !all(Fact.End.class).isEmpty();
    }

    public List<Fact.Row> rows(Subject subject, Read read) {
        return all(Fact.Row.class).stream()
                .filter(row -> row.read() == read && row.subject().equals(subject.name()))
                .toList();
    }

    public List<Fact.DeadLetter> deadLetters(Subject subject, Read read) {
        return all(Fact.DeadLetter.class).stream()
                .filter(letter -> letter.read() == read && letter.subject().equals(subject.name()))
                .toList();
    }

    /** When the wait for this subject ended, if it did. */
    public Optional<Fact.Drained> drained(Subject subject) {
        return all(Fact.Drained.class).stream()
                .filter(drained -> drained.subject().equals(subject.name()))
                .reduce((first, second) -> second);
    }
}
