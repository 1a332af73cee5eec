package io.twinstream.archive;

import io.twinstream.checker.Recovery;
import io.twinstream.checker.Timeline;
import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The files that tell how subjects came back: recovery.csv of a run, a line per subject and trial with a fault, and a timeline per
 * subject of a trial. Times are in microseconds.
 */
final class RecoveryCsv {

    private static final List<String> HEADER = List.of(
            "fault",
            "trial",
            "seed",
            "subject",
            "verdict",
            "baseline_p95",
            "longest_gap",
            "first_row",
            "catch_up",
            "censored",
            "excess_record_seconds",
            "unknown");

    private static final List<String> SECONDS = List.of("second", "ticks", "visible", "p95", "max");

    private RecoveryCsv() {}

    /** Appends a trial; one without a fault has nothing to come back from. */
    static void append(TrialResult result, Path file) throws IOException {
        if (result.trial().fault() != Fault.NONE) {
            Csv.append(
                    file,
                    HEADER,
                    result.subjects().stream()
                            .map(subject -> values(result, subject))
                            .toList());
        }
    }

    /** Writes a timeline, over whatever an earlier judgement left. */
    static void write(Timeline timeline, Path file) throws IOException {
        Files.deleteIfExists(file);
        Csv.append(
                file,
                SECONDS,
                timeline.seconds().stream().map(RecoveryCsv::values).toList());
    }

    /** The seconds of a timeline; none if there is no such file. */
    static List<Timeline.Second> read(Path file) throws IOException {
        List<Timeline.Second> seconds = new ArrayList<>();
        for (CsvLine line : CsvLine.read(file)) {
            seconds.add(new Timeline.Second(
                    line.whole("second").orElseThrow(),
                    line.whole("ticks").orElseThrow(),
                    line.whole("visible").orElseThrow(),
                    line.whole("p95").orElse(null),
                    line.whole("max").orElse(null)));
        }
        return seconds;
    }

    private static List<Object> values(TrialResult result, SubjectResult subject) {
        Recovery recovery = subject.recovery();
        return Arrays.asList(
                result.trial().fault(),
                result.trial().number(),
                result.trial().seed(),
                subject.subject().name(),
                subject.delivery().verdict(),
                recovery.baseline(),
                recovery.longestGap(),
                recovery.firstRow(),
                recovery.catchUp(),
                recovery.catchUp() == null ? null : recovery.censored(),
                recovery.excess(),
                recovery.unknown());
    }

    private static List<Object> values(Timeline.Second second) {
        return Arrays.asList(second.second(), second.ticks(), second.visible(), second.p95(), second.max());
    }
}
