package io.twinstream.claim;

import io.twinstream.archive.Population;
import io.twinstream.archive.RunTables;
import io.twinstream.archive.Sample;
import io.twinstream.statistics.Estimate;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A statement of the original comparison, and what became of it.
 *
 * @param id never changes: a letter for the subject and a number
 * @param statement in our own words, without a full stop
 * @param bounds of figures, by which the trials of a run decide it: it holds if all of them do; none where a run does
 *     not tell
 * @param tests that decide it, as {@code room.Class#method}: green, they mean the verdict; none where no test does
 * @param measured what was seen, in a few words; the evidence where the file leaves it out, which is short then
 * @param evidence why the verdict is what it is, or how bounds read the statement, without a full stop at its end
 * @param refutedAllTheSame why trials refute it of which one lane alone had a spare; null if they do not
 * @param set when the bounds were set, in UTC, ISO 8601: trials from before were known or could have been; null where
 *     there is none
 */
public record Claim(
        String id,
        Kind kind,
        String statement,
        List<Bound> bounds,
        List<String> tests,
        ClaimVerdict verdict,
        String measured,
        String evidence,
        String refutedAllTheSame,
        String set) {

    /** What a claim is about. */
    public enum Kind {
        /** An order, a guarantee or a ratio, which holds on every machine or on none. */
        PORTABLE,
        /** A figure of one machine. */
        MACHINE;

        /** As it is printed: {@code portable}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Claim {
        bounds = bounds == null ? List.of() : List.copyOf(bounds); // left out in the file where there is none
        tests = List.copyOf(tests);
        measured = measured == null ? evidence : measured;
    }

    /** A claim that trials do not decide of which one lane alone had a spare. */
    public Claim(
            String id,
            Kind kind,
            String statement,
            List<Bound> bounds,
            List<String> tests,
            ClaimVerdict verdict,
            String evidence) {
        this(id, kind, statement, bounds, tests, verdict, null, evidence, null, null);
    }

    /**
     * This claim with the verdict that the trials of these runs give it, for each bound the first that decides it;
     * empty if they do not decide it.
     */
    public Optional<Claim> judgedBy(RunTables... runs) {
        List<Seen> all = bounds.stream()
                .flatMap(bound -> Arrays.stream(runs)
                        .flatMap(run -> bound.sampleOf(run).map(sample -> new Seen(bound, run, sample)).stream())
                        .limit(1))
                .toList();
        if (bounds.isEmpty() || all.size() < bounds.size()) {
            return Optional.empty();
        }
        List<Sample> samples = all.stream().map(Seen::sample).toList();
        Set<ClaimVerdict> verdicts = EnumSet.noneOf(ClaimVerdict.class);
        Map<String, StringJoiner> measured = new LinkedHashMap<>();
        StringJoiner seen = new StringJoiner("; ");
        for (Seen one : all) {
            verdicts.add(one.bound.judge(one.sample));
            seen.add(one.bound.text(one.sample) + before(one));
            measured.computeIfAbsent(one.of(), of -> new StringJoiner(", ", of + ": ", ""))
                    .add(one.bound.figure().label() + " "
                            + one.sample.estimate().map(Estimate::range).orElseGet(one.sample::text));
        }
        ClaimVerdict verdict = ofAll(verdicts);
        if (hasUnequalSpares(samples)) {
            boolean stands = verdict == ClaimVerdict.REFUTED && refutedAllTheSame != null;
            seen.add("unequal spares" + (stands ? ", refuted all the same: " + refutedAllTheSame : ""));
            verdict = stands ? verdict : ClaimVerdict.INCONCLUSIVE;
        }
        return Optional.of(new Claim(
                id,
                kind,
                statement,
                bounds,
                tests,
                verdict,
                measured.values().stream().map(StringJoiner::toString).collect(Collectors.joining("; ")),
                seen.add(evidence).toString(),
                refutedAllTheSame,
                set));
    }

    /** What trials of a run say of a bound. */
    private record Seen(Bound bound, RunTables run, Sample sample) {

        /** {@code flink/UPSERT (original, a spare worker)}. */
        String of() {
            return bound.cell().subject() + " (" + bound.settings()
                    + sample.population().readiness() + ")";
        }
    }

    /** {@code , 6 of 6 before it was set}; empty if none was. */
    private String before(Seen seen) {
        int before = set == null ? 0 : seen.run.begunBefore(seen.sample.population(), Instant.parse(set));
        return before == 0 ? "" : ", " + before + " of " + seen.sample.trials() + " before it was set";
    }

    /** Whether a worker was killed where one lane had a spare and another none: that does not tell of the lanes. */
    private static boolean hasUnequalSpares(List<Sample> samples) {
        return samples.stream()
                        .map(Sample::population)
                        .filter(population -> population.cell().fault().endsAWorker())
                        .map(Population::spare)
                        .distinct()
                        .count()
                > 1;
    }

    private static ClaimVerdict ofAll(Set<ClaimVerdict> verdicts) {
        if (verdicts.contains(ClaimVerdict.REFUTED)) {
            return ClaimVerdict.REFUTED;
        }
        return verdicts.equals(Set.of(ClaimVerdict.CONFIRMED)) ? ClaimVerdict.CONFIRMED : ClaimVerdict.INCONCLUSIVE;
    }
}
