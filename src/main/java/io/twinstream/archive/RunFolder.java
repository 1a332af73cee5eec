package io.twinstream.archive;

import io.twinstream.experiment.Fault;
import io.twinstream.history.HistoryWriter;
import io.twinstream.history.PackedHistory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of one run: manifest.json, tables of its trials, trials/FAULT/NUMBER/. */
public record RunFolder(Path path) {

    static final String MANIFEST = "manifest.json";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A run that has less to begin with is likely to lose its end. */
    private static final long NEEDED_BYTES = 256L << 20;

    /**
     * Creates the folder of a new run.
     *
     * @param root the folder of all runs, {@code results/local}
     * @param commit as {@link Commit#of} reads it
     * @throws IOException if the folder is there already or cannot be created, or the disk is as good as full; the
     *     message is one sentence
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
     * The folder of a run that is there, to go on with it.
     *
     * @throws IOException if no run was ever begun there; the message is one sentence
     */
    public static RunFolder open(Path path) throws IOException {
        RunFolder run = new RunFolder(path.normalize());
        if (!Files.isDirectory(run.trials())) {
            throw new NoSuchFileException("There is no run with trials in " + path + "; name a folder like "
                    + "results/local/20261122T153005Z-abc1234.");
        }
        return run;
    }

    /** The highest number of a trial here; 0 if there is none. */
    public int highestNumber() throws IOException {
        return trialFolders().stream().mapToInt(RunFolder::number).max().orElse(0);
    }

    private static int number(Path trial) {
        return Integer.parseInt(trial.getFileName().toString());
    }

    /** What the trials here that were judged say of each sound subject, in the order of their numbers. */
    public List<JudgedSubject> judged() throws IOException {
        List<JudgedSubject> judged = new ArrayList<>();
        for (Path trial : trialFolders()) {
            if (Files.exists(trial.resolve(TrialFolder.VERDICTS))) {
                judged.addAll(JudgedSubject.read(trial));
            }
        }
        judged.sort(Comparator.comparingInt(JudgedSubject::number));
        return judged;
    }

    private List<Path> trialFolders() throws IOException {
        if (Files.notExists(trials())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.find(
                trials(),
                2,
                (path, is) -> is.isDirectory() && path.getFileName().toString().matches("[0-9]{1,9}"))) {
            return folders.toList();
        }
    }

    private Path folder(Fault fault) {
        return trials().resolve(fault.name().toLowerCase(Locale.ROOT));
    }

    private Path trials() {
        return path.resolve("trials");
    }

    /**
     * Creates the folder of a trial.
     *
     * @param number from 1
     * @throws IOException if that trial has a folder already: a repetition has a number of its own
     */
    public TrialFolder trial(Fault fault, int number) throws IOException {
        Path trials = Files.createDirectories(folder(fault));
        TrialFolder trial = new TrialFolder(Files.createDirectory(trials.resolve(Integer.toString(number))));
        Files.createDirectory(trial.logs());
        return trial;
    }

    /**
     * Judges a finished trial, appends what it says to the tables of the run and writes it beside its history. A trial
     * that was interrupted before the end of that has no verdicts.json.
     */
    public TrialResult judge(TrialFolder trial) throws IOException {
        return keep(trial.judged(), trial);
    }

    private TrialResult keep(TrialResult result, TrialFolder trial) throws IOException {
        trial.writeFigures(result);
        Table.append(result, path);
        trial.writeVerdicts(result);
        return result;
    }

    /**
     * Judges every trial again that was judged before, by its history, and writes nothing.
     *
     * @param each gets every trial as soon as it was judged, in the order of their numbers
     * @throws IOException if no trial here has a history, or one cannot be read; the message is one sentence
     */
    public void judgeAgain(Consumer<Rejudged> each) throws IOException {
        List<TrialFolder> judged = judgedFolders();
        if (judged.stream().noneMatch(trial -> Files.exists(trial.history()))) {
            throw new NoSuchFileException("No trial in " + path + " has a " + HistoryWriter.FILE
                    + "; name the folder of a run that was published with its histories, or of one that was run here.");
        }
        for (TrialFolder trial : judged) {
            each.accept(Rejudged.of(trial));
        }
    }

    private List<TrialFolder> judgedFolders() throws IOException {
        return trialFolders().stream()
                .filter(trial -> Files.exists(trial.resolve(TrialFolder.VERDICTS)))
                .sorted(Comparator.comparingInt(RunFolder::number))
                .map(TrialFolder::new)
                .toList();
    }

    /**
     * Judges every trial of this run again that was judged before, and writes what they say and their histories, packed,
     * but no logs, to another folder. What the run has from a published one that it goes on with stays as it was published.
     *
     * @param target a folder that is not there yet
     * @param progress gets what is done before each trial
     * @throws IOException if the target is there, this run has no manifest, a history cannot be read, or something was
     *     changed that was published before; the message is one sentence
     */
    public RunFolder publish(Path target, Consumer<String> progress) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        for (Path there : List.of(target, unfinished)) {
            if (Files.exists(there)) {
                throw new FileAlreadyExistsException(
                        there + " is there already; move it away, or name a folder that is not there yet.");
            }
        }
        Manifest manifest = manifest()
                .orElseThrow(() -> new NoSuchFileException(
                        "There is no manifest.json in " + path + "; name the folder of a run."));
        Map<Path, byte[]> takenOver = CarriedOver.files(path);
        Set<Path> trialsTakenOver = takenOver.keySet().stream()
                .map(file -> path.resolve(file).getParent())
                .collect(Collectors.toSet());
        List<TrialFolder> judged = judgedFolders().stream()
                .filter(trial -> !trialsTakenOver.contains(trial.path()))
                .toList();
        RunFolder published = new RunFolder(Files.createDirectories(unfinished));
        for (Map.Entry<Path, byte[]> file : takenOver.entrySet()) {
            Path copy = unfinished.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
        }
        for (int i = 0; i < judged.size(); i++) {
            progress.accept("trial %d of %d".formatted(i + 1, judged.size()));
            TrialResult result = judged.get(i).judged();
            Path folder = published
                    .folder(result.trial().fault())
                    .resolve(Integer.toString(result.trial().number()));
            published.keep(result, new TrialFolder(Files.createDirectories(folder)));
            PackedHistory.pack(judged.get(i).history(), folder.resolve(PackedHistory.FILE));
        }
        published.write(manifest.with(published.judged()));
        Checksums.write(unfinished);
        return new RunFolder(Files.move(unfinished, target));
    }

    /** What the run was run with; empty if none of its servers has run. */
    public Optional<Manifest> manifest() throws IOException {
        Path file = path.resolve(MANIFEST);
        return Files.exists(file)
                ? Optional.of(VerdictJson.JSON.readValue(file.toFile(), Manifest.class))
                : Optional.empty();
    }

    /** Writes what the run is run with. */
    public void write(Manifest manifest) throws IOException {
        VerdictJson.replace(path.resolve(MANIFEST), manifest);
    }
}
