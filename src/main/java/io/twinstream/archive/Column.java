package io.twinstream.archive;

import io.twinstream.checker.Finding;
import io.twinstream.checker.Quantile;
import io.twinstream.experiment.Given;
import io.twinstream.experiment.Load;
import io.twinstream.experiment.Spare;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A column of a table of a run, written and read by this one definition.
 *
 * @param name in the header of the table
 * @param taken what stands in it
 */
record Column(Table table, String name, Taken taken) {

    /** How a value is taken from a judged subject of a trial; null where it is not known. */
    interface Taken {
        Object from(TrialResult trial, SubjectResult subject);
    }

    static final Column FAULT = new Column(
            Table.VERDICTS, "fault", (trial, subject) -> trial.trial().fault());
    static final Column TRIAL = new Column(
            Table.VERDICTS, "trial", (trial, subject) -> trial.trial().number());
    static final Column SEED =
            new Column(Table.VERDICTS, "seed", (trial, subject) -> trial.trial().seed());
    static final Column SUBJECT = new Column(
            Table.VERDICTS, "subject", (trial, subject) -> subject.subject().name());
    static final Column VERDICT = new Column(
            Table.VERDICTS, "verdict", (trial, subject) -> subject.delivery().verdict());

    /** What became of the records; runs from before it are read as {@link Judgement#derived} says. */
    static final Column DELIVERED = new Column(
            Table.VERDICTS, "delivered", (trial, subject) -> subject.delivery().delivered());

    /** The document of the defect that accounts for a broken promise. */
    static final Column KNOWN = new Column(
            Table.VERDICTS, "known", (trial, subject) -> subject.delivery().known());

    static final Column SURPLUS = new Column(
            Table.VERDICTS, "surplus", (trial, subject) -> subject.delivery().surplus());

    /** Rows that the writer found there already; empty where it keeps no journal. */
    static final Column REPLAYED = new Column(
            Table.VERDICTS, "replayed", (trial, subject) -> subject.delivery().replayed());

    /** Whether {@link Figure#CATCH_UP} is only a lower bound. */
    static final Column CENSORED = new Column(
            Table.RECOVERY,
            "censored",
            (trial, subject) -> subject.recovery().catchUp() == null
                    ? null
                    : subject.recovery().censored());

    static final Column LOAD = new Column(
            Table.LATENCY, "load", (trial, subject) -> Load.in(trial.trial().settings()));
    /** Whether a worker stood ready to take over. */
    static final Column SPARE = new Column(
            Table.LATENCY,
            Spare.KEY,
            (trial, subject) ->
                    Spare.in(trial.trial().settings(), subject.subject().of().lane()));

    static Column of(Given given) {
        return new Column(
                Table.LATENCY,
                given.column(),
                (trial, subject) ->
                        given.in(trial.trial().settings(), subject.subject().of()));
    }

    static final Column COMMIT_INTERVAL = new Column(
            Table.LATENCY,
            "commit_interval",
            (trial, subject) -> TimeUnit.MILLISECONDS.toMicros(subject.subject().commitMillis()));

    /** Rows whose latency was measured. */
    static final Column COUNT = new Column(
            Table.LATENCY, "count", (trial, subject) -> subject.latency().count());

    /** Rows of the warm-up, which are in no other column of their table. */
    static final Column WARM_UP = new Column(
            Table.LATENCY, "warm_up", (trial, subject) -> subject.latency().warmUp());

    /** Records in the topic. */
    static final Column RECORDS = new Column(
            Table.RESOURCES, "records", (trial, subject) -> subject.delivery().records());

    static Column of(Table table, String name, Function<SubjectResult, Object> taken) {
        return new Column(table, name, (trial, subject) -> taken.apply(subject));
    }

    /** How many records have this finding. */
    static Column found(Finding finding) {
        return of(
                Table.VERDICTS,
                finding.name().toLowerCase(Locale.ROOT),
                subject -> subject.delivery().found(finding).count());
    }

    /** From the intended time to the commit. */
    static Column latency(Quantile quantile) {
        return of(
                Table.LATENCY,
                quantile.name().toLowerCase(Locale.ROOT),
                subject -> subject.latency().percentiles().get(quantile));
    }

    /** From the intended time to the acknowledgement of the broker. */
    static Column feed(Quantile quantile) {
        return new Column(
                Table.FEED,
                quantile.name().toLowerCase(Locale.ROOT),
                (trial, subject) -> trial.feed().percentiles().get(quantile));
    }

    /** The same figure in another table. */
    Column in(Table other) {
        return new Column(other, name, taken);
    }

    /** The same figure by another name. */
    Column named(String other) {
        return new Column(table, other, taken);
    }

    /** What stands in a line of its table; it may be empty. */
    String text(CsvLine line) throws IOException {
        return line.text(name);
    }

    /** What the line of its table has of a trial; empty where there is no such line. */
    String text(Map<Table, CsvLine> trial) throws IOException {
        return trial.containsKey(table) ? text(trial.get(table)) : "";
    }

    /** Likewise; empty, too, in a table of a time when it had no such column. */
    String textIfKept(Map<Table, CsvLine> trial) throws IOException {
        return trial.containsKey(table) && trial.get(table).has(name) ? text(trial) : "";
    }

    /** Likewise, as a number. */
    Optional<Double> number(Map<Table, CsvLine> trial) throws IOException {
        return trial.containsKey(table) ? trial.get(table).number(name) : Optional.empty();
    }
}
