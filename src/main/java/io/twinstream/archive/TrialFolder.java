package io.twinstream.archive;

import io.twinstream.checker.LatencyProfile;
import io.twinstream.history.HistoryReader;
import io.twinstream.history.HistoryWriter;
import io.twinstream.history.PackedHistory;
import io.twinstream.lane.Subject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The folder of one trial: history.jsonl.gz or, where it was published, history.packed.gz, verdicts.json, a .hlog, a .timeline.csv and a .cores.csv per subject that
 * was measured, logs/, notes.txt.
 */
public record TrialFolder(Path path) {

    /** Its name; written last, so that a trial without it was not judged. */
    static final String VERDICTS = "verdicts.json";

    /** What its processes logged and its fault does not explain; no verdict depends on it. */
    private static final String NOTES = "notes.txt";

    /** Where its history is, or will be; packed if only that is there. */
    public Path history() {
        Path packed = path.resolve(PackedHistory.FILE);
        return Files.exists(packed) ? packed : path.resolve(HistoryWriter.FILE);
    }

    /** Where the logs of the trial's servers go. */
    public Path logs() {
        return path.resolve("logs");
    }

    /**
     * Judges the trial by its history, without writing anything.
     *
     * @throws IOException if there is no history here, or it cannot be read; the message is one sentence
     */
    public TrialResult judged() throws IOException {
        if (Files.notExists(history())) {
            throw new FileNotFoundException(
                    "There is no " + HistoryWriter.FILE + " in " + path + "; name the folder of a trial.");
        }
        return TrialResult.of(HistoryReader.read(history()));
    }

    /** Writes the histograms, the timelines and the cores beside the history. */
    void writeFigures(TrialResult result) throws IOException {
        for (SubjectResult subject : result.subjects()) {
            if (subject.latency().unknown().isEmpty()) {
                writeHistogram(result, subject);
            }
            if (!subject.timeline().seconds().isEmpty()) {
                TimelineCsv.write(subject.timeline(), timeline(subject.subject().of()));
            }
            if (!subject.cores().samples().isEmpty()) {
                CoresCsv.write(subject.cores(), cores(subject.subject().of()));
            }
        }
    }

    /** Writes what is to be known beside the verdicts, a line each; no file if there is nothing. */
    public void writeNotes(List<String> notes) throws IOException {
        if (!notes.isEmpty()) {
            Files.write(path.resolve(NOTES), notes);
        }
    }

    /** Writes verdicts.json. */
    void writeVerdicts(TrialResult result) throws IOException {
        VerdictJson.write(result, path.resolve(VERDICTS));
    }

    /** Where the timeline of a subject is, if it was measured. */
    public Path timeline(Subject subject) {
        return path.resolve(subject.fileName() + ".timeline.csv");
    }

    /** Where the cores that a subject used are, if they were measured. */
    Path cores(Subject subject) {
        return path.resolve(subject.fileName() + ".cores.csv");
    }

    /** Where the latencies of a subject are, if they were measured. */
    public Path histogram(Subject subject) {
        return path.resolve(subject.fileName() + ".hlog");
    }

    private void writeHistogram(TrialResult trial, SubjectResult subject) throws IOException {
        Subject name = subject.subject().of();
        LatencyProfile latency = subject.latency();
        Histogram histogram = latency.histogram();
        histogram.setTag(name.fileName());
        histogram.setStartTimeStamp(trial.trial().t() / 1_000);
        try (PrintStream out = new PrintStream(Files.newOutputStream(histogram(name)))) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputLogFormatVersion();
            log.outputComment("[microseconds from the intended time to the commit; " + latency.warmUp()
                    + " rows of the warm-up left out]");
            log.outputLegend();
            log.outputIntervalHistogram(histogram);
            if (out.checkError()) {
                throw new IOException("The histogram of " + name + " could not be written to " + path + ".");
            }
        }
    }
}
