package io.twinstream.results;

import io.twinstream.cell.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The folder of one run: manifest.json, verdicts.csv, trials/FAULT/NUMBER/. */
public record RunFolder(Path path) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A run that has less to begin with is likely to lose its end. */
    private static final long NEEDED_BYTES = 256L << 20;

    /**
     * Creates the folder of a new run.
     *
     * @param root the folder of all runs, {@code results/local}
     * @param commit as {@link Commit#of} tells it
     * @throws IOException if the folder is there already or cannot be created, or the disk is as good as full; the message is one
     *     sentence
     */
    public static RunFolder create(Path root, Instant begun, String commit) throws IOException {
        Files.createDirectories(root);
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new IOException("Only " + (free >> 20) + " MB are free at " + root + " where a run needs "
                    + (NEEDED_BYTES >> 20) + " MB; make room or delete old runs.");
        }
        return new RunFolder(Files.createDirectory(root.resolve(NAME.format(begun) + "-" + commit)));
    }

    /**
     * Creates the folder of a trial.
     *
     * @param number from 1
     * @throws IOException if that trial has a folder already: a repetition has a number of its own
     */
    public TrialFolder trial(Fault fault, int number) throws IOException {
        Path trials = path.resolve("trials").resolve(fault.name().toLowerCase(Locale.ROOT));
        Files.createDirectories(trials);
        TrialFolder trial = new TrialFolder(Files.createDirectory(trials.resolve(Integer.toString(number))));
        Files.createDirectory(trial.logs());
        return trial;
    }

    /** Judges a finished trial, writes its verdicts and histograms beside its history, and appends it to verdicts.csv. */
    public TrialResult judge(TrialFolder trial) throws IOException {
        TrialResult result = trial.judge();
        VerdictCsv.append(result, path.resolve("verdicts.csv"));
        return result;
    }

    /** Writes what the run is run with. */
    public void write(Manifest manifest) throws IOException {
        VerdictJson.JSON.writeValue(path.resolve("manifest.json").toFile(), manifest);
    }
}
