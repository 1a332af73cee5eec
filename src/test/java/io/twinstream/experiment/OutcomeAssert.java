package io.twinstream.experiment;

import static java.util.stream.Collectors.joining;

import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Verdict;
import io.twinstream.results.SubjectResult;
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

    /** Every subject's delivery is VALID. */
    public OutcomeAssert everySubjectKeptItsContract() {
        return every(judged -> judged.delivery().verdict() == Verdict.VALID, judged -> said(judged.delivery()));
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

    /** This subject's delivery got this verdict. */
    public OutcomeAssert judged(Subject subject, Verdict verdict) {
        isNotNull();
        DeliveryVerdict delivery = actual.of(subject).delivery();
        if (delivery.verdict() != verdict) {
            failWithMessage("%s, not %s; everything in %s", said(delivery), verdict, actual.folder());
        }
        return this;
    }

    /** This subject's latency could be measured. */
    public OutcomeAssert measured(Subject subject) {
        isNotNull();
        actual.of(subject)
                .latency()
                .unknown()
                .ifPresent(why -> failWithMessage(
                        "the latency of %s is unknown: %s; everything in %s", subject.name(), why, actual.folder()));
        return this;
    }

    private static String said(DeliveryVerdict delivery) {
        return delivery.subject() + " " + delivery.verdict() + " " + String.join(" ", delivery.reasons());
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
