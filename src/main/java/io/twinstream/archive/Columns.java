package io.twinstream.archive;

import io.twinstream.checker.Finding;
import io.twinstream.checker.Quantile;
import io.twinstream.experiment.Given;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns of each table, in their order. */
final class Columns {

    private static final List<Column> KEY =
            List.of(Column.FAULT, Column.TRIAL, Column.SEED, Column.SUBJECT, Column.VERDICT);

    private static final Map<Table, List<Column>> ALL = new EnumMap<>(Map.of(
            Table.VERDICTS,
            verdicts(),
            Table.RECOVERY,
            List.of(
                    Column.of(
                            Table.RECOVERY,
                            "baseline_p95",
                            subject -> subject.recovery().baseline()),
                    Figure.LONGEST_GAP.column(),
                    Figure.FIRST_ROW.column(),
                    Figure.ABSENCE.column(),
                    Figure.COMEBACK.column(),
                    Figure.DISTURBANCE.column(),
                    Figure.CATCH_UP.column(),
                    Column.CENSORED,
                    Column.of(
                            Table.RECOVERY,
                            "excess_record_seconds",
                            subject -> subject.recovery().excess()),
                    Column.of(
                            Table.RECOVERY,
                            "unknown",
                            subject -> subject.recovery().unknown())),
            Table.LATENCY,
            latency(),
            Table.RESOURCES,
            List.of(Column.RECORDS, Figure.CPU.column(), Figure.PEAK.column()),
            Table.CORES,
            List.of(
                    Column.of(Table.CORES, "samples", subject -> CoresCsv.warm(subject).length),
                    Column.of(
                            Table.CORES,
                            "mean",
                            subject -> CoresCsv.rounded(
                                    Arrays.stream(CoresCsv.warm(subject)).average())),
                    Figure.CORES_VARIATION.column()),
            Table.FEED,
            List.of(
                    new Column(
                            Table.FEED,
                            "acknowledged",
                            (trial, subject) -> trial.feed().acknowledged()),
                    Figure.ACKNOWLEDGED.column(),
                    Column.feed(Quantile.P90),
                    Column.feed(Quantile.P99),
                    Column.feed(Quantile.P999))));

    private Columns() {}

    static List<Column> of(Table table) {
        return Stream.concat(KEY.stream(), ALL.get(table).stream()).toList();
    }

    private static List<Column> latency() {
        return Stream.concat(
                        Stream.of(
                                Column.LOAD,
                                Column.COMMIT_INTERVAL,
                                Column.SPARE,
                                Column.COUNT,
                                Column.WARM_UP,
                                Figure.P50.column(),
                                Figure.P90.column(),
                                Figure.P99.column(),
                                Column.latency(Quantile.P999),
                                Figure.LONGEST.column(),
                                Column.of(
                                        Table.LATENCY,
                                        "unknown",
                                        subject -> subject.latency().unknown().orElse(null))),
                        Arrays.stream(Given.values()).map(Column::of))
                .toList();
    }

    private static List<Column> verdicts() {
        return Stream.of(
                        Stream.of(
                                Column.DELIVERED,
                                Column.KNOWN,
                                Column.RECORDS.in(Table.VERDICTS),
                                verdict("rows", subject -> subject.delivery().rows()),
                                verdict(
                                        "dead_letters",
                                        subject -> subject.delivery().deadLetters())),
                        Arrays.stream(Finding.values()).map(Column::found),
                        Stream.of(
                                Column.SURPLUS,
                                Column.REPLAYED,
                                verdict(
                                        "uncovered",
                                        subject -> subject.delivery().uncovered()),
                                verdict("orphans", subject -> subject.delivery().orphans()),
                                verdict(
                                        "attempted",
                                        subject -> subject.delivery().feed().attempted()),
                                verdict(
                                        "acknowledged",
                                        subject -> subject.delivery().feed().acknowledged()),
                                verdict(
                                        "lost_upstream",
                                        subject -> subject.delivery().feed().lostUpstream()),
                                verdict(
                                        "indeterminate",
                                        subject -> subject.delivery().feed().indeterminate()),
                                verdict(
                                        "recovered",
                                        subject -> subject.delivery().feed().recovered()),
                                verdict(
                                        "double_produced",
                                        subject -> subject.delivery().feed().doubleProduced()),
                                Column.COUNT.in(Table.VERDICTS).named("latency_count"),
                                Column.WARM_UP.in(Table.VERDICTS)),
                        Arrays.stream(Quantile.values())
                                .map(quantile -> Column.latency(quantile).in(Table.VERDICTS)),
                        Stream.of(
                                Figure.LONGEST.column().in(Table.VERDICTS),
                                verdict(
                                        "latency_unknown",
                                        subject -> subject.latency().unknown().orElse(null)),
                                verdict(
                                        "reasons",
                                        subject -> String.join(
                                                " | ", subject.delivery().reasons()))))
                .flatMap(columns -> columns)
                .toList();
    }

    private static Column verdict(String name, Function<SubjectResult, Object> taken) {
        return Column.of(Table.VERDICTS, name, taken);
    }
}
