package io.twinstream.lab.junit;

import static java.util.stream.Collectors.joining;

import io.twinstream.archive.SubjectResult;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Fault;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.trial.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/** What a test may ask of an {@link Outcome}. A failure says which subject, what and where everything lies. */
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {

    private OutcomeAssert(Outcome actual) {
        super(actual, OutcomeAssert.class);
    }

    public static OutcomeAssert assertThat(Outcome actual) {
        return new OutcomeAssert(actual);
    }

    /** Every subject's delivery is VALID, or HALTED, which is said only of those that may halt. */
    public OutcomeAssert everySubjectKeptItsContract() {
        return every(OutcomeAssert::kept, judged -> said(judged.delivery()));
    }

    /** Likewise, but this one may have broken its promise as far as a known defect accounts for it. */
    public OutcomeAssert everySubjectKeptItsContractBut(Deployment defective) {
        return every(
                judged -> kept(judged)
                        || (judged.delivery().subject().equals(defective.name())
                                && judged.delivery().known() != null),
                judged -> said(judged.delivery()));
    }

    private static boolean kept(SubjectResult judged) {
        return EnumSet.of(Verdict.VALID, Verdict.HALTED)
                .contains(judged.delivery().verdict());
    }

    /** This fault was in the trial, and every subject felt it. */
    public OutcomeAssert felt(Fault fault) {
        isNotNull();
        if (actual.result().trial().fault() != fault) {
            failWithMessage("the fault was %s, not %s", actual.result().trial().fault(), fault);
        }
        return every(judged -> judged.delivery().verdict() != Verdict.UNKNOWN, judged -> said(judged.delivery()));
    }

    /** Likewise, and it held for so long at the least, as did the absence of what it took away. */
    public OutcomeAssert felt(Fault fault, Duration atLeast) throws IOException {
        felt(fault);
        if (actual.held().compareTo(atLeast) < 0) {
            failWithMessage(
                    "the fault held for %s, not for %s; everything in %s", actual.held(), atLeast, actual.folder());
        }
        if (fault.takesAway() && actual.absence().orElse(Duration.ZERO).compareTo(atLeast) < 0) {
            failWithMessage(
                    "what %s took away was away for %s, not for %s; everything in %s",
                    fault, actual.absence(), atLeast, actual.folder());
        }
        return this;
    }

    /** This control was damaged by what the other subjects withstood: it has rows twice, or lost some. */
    public OutcomeAssert damaged(Deployment control) {
        isNotNull();
        DeliveryVerdict delivery = actual.of(control).delivery();
        if (delivery.surplus() == 0 && delivery.found(Finding.LOST).isEmpty()) {
            failWithMessage(
                    "the control %s shows no damage, so the trial proves nothing; everything in %s",
                    said(delivery), actual.folder());
        }
        return this;
    }

    /**
     * A law rather than an anecdote: this control has no more surplus rows than it showed uncovered when the fault
     * began, and those that it wrote after that and before its engine started it again.
     */
    public OutcomeAssert duplicatedNoMoreThanWasUncovered(Deployment control) throws IOException {
        isNotNull();
        DeliveryVerdict delivery = actual.of(control).delivery();
        long meanwhile = actual.writtenUntilRestarted(control);
        if (delivery.uncovered() == null || delivery.surplus() > delivery.uncovered() + meanwhile) {
            failWithMessage(
                    "%s has %d surplus rows, and only %s were visible and not covered, and %d written until it was started again;"
                            + " everything in %s",
                    control.name(), delivery.surplus(), delivery.uncovered(), meanwhile, actual.folder());
        }
        return this;
    }

    /** This subject was made to write rows again, and its table did not take them. */
    public OutcomeAssert absorbedAReplay(Deployment subject) {
        isNotNull();
        DeliveryVerdict delivery = actual.of(subject).delivery();
        if (delivery.replayed() == null || delivery.replayed() == 0) {
            failWithMessage("%s replayed nothing; everything in %s", said(delivery), actual.folder());
        }
        return this;
    }

    /** Every subject has exactly one row for every well-formed tick, whatever its contract would allow. */
    public OutcomeAssert everySubjectHasARowForEveryTick() {
        return every(
                judged -> {
                    DeliveryVerdict delivery = judged.delivery();
                    long wellFormed = delivery.records()
                            - delivery.found(Finding.REJECTED).count();
                    return delivery.rows() == wellFormed
                            && delivery.found(Finding.LOST).isEmpty()
                            && delivery.surplus() == 0;
                },
                judged -> said(judged.delivery()) + ": " + judged.delivery().rows() + " rows for "
                        + judged.delivery().records() + " records");
    }

    /** Every subject has put this many planted records into its dead letters. */
    public OutcomeAssert everySubjectRejected(long planted) {
        return every(
                judged -> judged.delivery().found(Finding.REJECTED).count() == planted,
                judged -> judged.delivery().subject() + " rejected "
                        + judged.delivery().found(Finding.REJECTED).count() + " records, not " + planted);
    }

    /** This subject broke its promise, this is what became of its records, and a known defect accounts for all of it. */
    public OutcomeAssert brokeItsPromiseAsKnown(Deployment subject, Delivered delivered) {
        isNotNull();
        DeliveryVerdict delivery = actual.of(subject).delivery();
        if (delivery.verdict() != Verdict.INVALID || delivery.known() == null || delivery.delivered() != delivered) {
            failWithMessage(
                    "%s, not %s as a known defect has it; everything in %s",
                    said(delivery), delivered, actual.folder());
        }
        return this;
    }

    /** This subject's delivery got this verdict. */
    public OutcomeAssert judged(Deployment subject, Verdict verdict) {
        isNotNull();
        DeliveryVerdict delivery = actual.of(subject).delivery();
        if (delivery.verdict() != verdict) {
            failWithMessage("%s, not %s; everything in %s", said(delivery), verdict, actual.folder());
        }
        return this;
    }

    /** This subject's latency could be measured. */
    public OutcomeAssert measured(Deployment subject) {
        isNotNull();
        actual.of(subject)
                .latency()
                .unknown()
                .ifPresent(why -> failWithMessage(
                        "the latency of %s is unknown: %s; everything in %s", subject.name(), why, actual.folder()));
        return this;
    }

    private static String said(DeliveryVerdict delivery) {
        return delivery.subject() + " " + delivery.delivered() + " " + delivery.verdict() + " "
                + String.join(" ", delivery.reasons());
    }

    private OutcomeAssert every(Predicate<SubjectResult> holds, Function<SubjectResult, String> failure) {
        isNotNull();
        String failures =
                actual.subjects().stream().filter(holds.negate()).map(failure).collect(joining("\n"));
        if (!failures.isEmpty()) {
            failWithMessage("%s\neverything in %s", failures, actual.folder());
        }
        return this;
    }
}
