package io.twinstream.archive;

import io.twinstream.checker.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The file that says how a subject of a trial came back, second by second. Times are in microseconds. */
final class TimelineCsv {

    private static final List<String> SECONDS = List.of("second", "ticks", "visible", "p95", "max");

    private TimelineCsv() {}

    /** Writes a timeline, over whatever an earlier judgement left. */
    static void write(Timeline timeline, Path file) throws IOException {
        Files.deleteIfExists(file);
        Csv.append(
                file,
                SECONDS,
                timeline.seconds().stream().map(TimelineCsv::values).toList());
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

    private static List<Object> values(Timeline.Second second) {
        return Arrays.asList(second.second(), second.ticks(), second.visible(), second.p95(), second.max());
    }
}
