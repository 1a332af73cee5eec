package io.twinstream.claims;

import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
import static io.twinstream.lab.lane.Floor.floor;
import static io.twinstream.lab.trial.Experiment.within;
import static io.twinstream.lab.workload.Ticks.ticks;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.twinstream.archive.SubjectResult;
import io.twinstream.archive.TrialFolder;
import io.twinstream.archive.TrialResult;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Identities;
import io.twinstream.checker.Verdict;
import io.twinstream.claims.mutants.Mutant;
import io.twinstream.claims.mutants.Mutation;
import io.twinstream.history.Fact;
import io.twinstream.history.History;
import io.twinstream.history.HistoryReader;
import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.trial.Experiment;
import io.twinstream.lab.trial.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The checker is seen to fail: every planted defect is found, named and located, and a defect of the trial is blamed on
 * no lane.
 */
@ExperimentTest
class MutantsIT {

    @Tag("smoke")
    @Test
    void every_mutant_is_found_by_what_it_damaged_and_its_healthy_twin_is_not(Experiment experiment) throws Exception {
        List<Mutation> mutations = Stream.of(Mutant.values()).map(Mutation::new).toList();
        Stream<Deployment> subjects =
                Stream.concat(Stream.of(floor()), mutations.stream().map(floor()::with));

        Outcome outcome = experiment
                .given(subjects.toArray(Deployment[]::new))
                .fedWith(ticks().perSecond(500).lasting(ofSeconds(5)))
                .drained(within(ofSeconds(15)));

        assertThat(outcome).judged(floor(), Verdict.VALID);
        SoftAssertions.assertSoftly(softly -> mutations.forEach(mutation ->
                assertFound(mutation, outcome.of(floor().with(mutation)).delivery(), softly)));
    }

    private static void assertFound(Mutation mutation, DeliveryVerdict delivery, SoftAssertions softly) {
        Mutant mutant = mutation.mutant();
        softly.assertThat(delivery.verdict()).as("%s: %s", mutant, delivery).isEqualTo(mutant.verdict());
        softly.assertThat(delivery.reasons()).as("reasons of %s", mutant).hasSize(1);
        List<Finding> found = Stream.of(Finding.values())
                .filter(finding -> !delivery.found(finding).isEmpty())
                .toList();
        softly.assertThat(found).as("findings of %s", mutant).contains(mutant.finding());
        if (mutant.verdict() == Verdict.INVALID) {
            softly.assertThat(found).as("findings of %s", mutant).hasSize(1);
            softly.assertThat(mutation.damaged()).as("damage of %s", mutant).isNotEmpty();
            softly.assertThat(delivery.found(mutant.finding()))
                    .as("found of %s", mutant)
                    .isEqualTo(Identities.of(mutation.damaged()));
        }
    }

    @Test
    void a_fault_without_effect_leaves_the_verdict_unknown(Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(floor())
                // The fault is there by name; its first record would come long after the last tick.
                .fedWith(ticks().perSecond(500).lasting(ofSeconds(1)).withMalformedEvery(1_000_000))
                .drained(within(ofSeconds(30)));

        assertThat(outcome).judged(floor(), Verdict.UNKNOWN);
        assertThat(outcome.of(floor()).delivery().reasons())
                .singleElement()
                .asString()
                .contains("was not felt");
    }

    @Test
    void a_seq_minted_twice_or_a_stepped_clock_in_the_history_of_a_sound_trial_is_not_blamed_on_the_lane(
            Experiment experiment) throws Exception {
        Outcome outcome = experiment
                .given(floor())
                .fedWith(ticks().perSecond(500).lasting(ofSeconds(1)))
                .drained(within(ofSeconds(30)));
        assertThat(outcome).judged(floor(), Verdict.VALID);
        // A clock that the machine itself has stepped is reported, too.
        assertThat(outcome.of(floor()).latency().unknown())
                .satisfiesAnyOf(
                        why -> assertThat(why).isEmpty(),
                        why -> assertThat(why).get(STRING).contains("the wall clock was stepped"));

        SubjectResult mintedTwice = judgedAgain(outcome, MutantsIT::mintedTwice);
        assertThat(mintedTwice.delivery().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(mintedTwice.delivery().reasons()).containsExactly("seq 6 was minted twice");

        SubjectResult stepped =
                judgedAgain(outcome, fact -> stepped(fact, outcome.result().trial()));
        assertThat(stepped.delivery().verdict()).isEqualTo(Verdict.VALID);
        assertThat(stepped.latency().unknown())
                .hasValueSatisfying(why -> assertThat(why).contains("was stepped"));
    }

    private static SubjectResult judgedAgain(Outcome outcome, UnaryOperator<Fact> defect) throws IOException {
        List<Fact> facts = new ArrayList<>();
        HistoryReader.read(new TrialFolder(outcome.folder()).history(), fact -> facts.add(defect.apply(fact)));
        return TrialResult.of(History.of(facts, false)).subjects().get(0);
    }

    /** The history that a producer leaves who gives the number 6 to two ticks in turn. */
    private static Fact mintedTwice(Fact fact) {
        if (fact instanceof Fact.Attempted tick && tick.seq() == 7) {
            return new Fact.Attempted(
                    tick.t(),
                    tick.m(),
                    6,
                    tick.intended(),
                    tick.key(),
                    tick.symbol(),
                    tick.price(),
                    tick.user(),
                    tick.timestamp(),
                    tick.planted());
        }
        if (fact instanceof Fact.Acknowledged answer && answer.seq() == 7) {
            return new Fact.Acknowledged(answer.t(), answer.m(), 6, answer.p(), answer.o());
        }
        if (fact instanceof Fact.TopicRecord record && Long.valueOf(7).equals(record.seq())) {
            return new Fact.TopicRecord(record.t(), record.m(), record.p(), record.o(), 6L, record.ts());
        }
        return fact;
    }

    /** Somebody sets the wall clock forward by a second, three seconds into the trial. */
    private static Fact stepped(Fact fact, Fact.Trial trial) {
        return fact instanceof Fact.Clock clock && clock.t() > trial.t() + 3_000_000
                ? new Fact.Clock(clock.t() + 1_000_000, clock.m())
                : fact;
    }
}
