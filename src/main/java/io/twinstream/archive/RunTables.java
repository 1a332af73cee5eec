package io.twinstream.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a run came to, as far as its manifest and its tables show. Trials with a single sound subject are shown with
 * their figures, those with several by their verdicts alone; those with a planted defect are passed over. Histories are
 * not read.
 */
public final class RunTables {

    private static final Comparator<Population> ORDER = Comparator.comparing(Population::cell, Cell.ORDER)
            .thenComparing(Population::load)
            .thenComparingLong(Population::commitMicros)
            .thenComparing(Population::spare);

    private final Manifest manifest;
    private final Settings settings;
    private final List<MeasuredTrial> trials;
    private final SortedMap<SharedCell, Tally> shared;

    private RunTables(Manifest manifest, Settings settings, TrialTables tables) throws IOException {
        this.manifest = manifest;
        this.settings = settings;
        this.trials = tables.trials();
        this.shared = tables.shared();
    }

    /**
     * Reads a run.
     *
     * @throws IOException if there is none, or one of its files cannot be read; the message is one sentence
     */
    public static RunTables read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException("There is no folder " + folder + "; name the folder of a run.");
        }
        Manifest manifest = manifestIn(folder);
        if (Files.notExists(Table.VERDICTS.in(folder))) {
            throw new NoSuchFileException("There is no verdicts.csv in " + folder + ": none of its trials was judged.");
        }
        Settings settings = settingsOf(manifest, folder);
        return new RunTables(manifest, settings, new TrialTables(folder, settings));
    }

    private static Settings settingsOf(Manifest manifest, Path folder) throws IOException {
        try {
            return Settings.of(manifest.settings());
        } catch (IllegalArgumentException e) {
            throw new IOException("The manifest.json in " + folder + " names unknown settings: " + e.getMessage(), e);
        }
    }

    private static Manifest manifestIn(Path folder) throws IOException {
        try {
            return new RunFolder(folder)
                    .manifest()
                    .orElseThrow(() -> new NoSuchFileException(
                            "There is no manifest.json in " + folder + "; name the folder of a run."));
        } catch (JsonProcessingException e) {
            throw new IOException("The manifest.json in " + folder + " is not one: " + e.getOriginalMessage(), e);
        }
    }

    /** What the run was run with. */
    public Manifest manifest() {
        return manifest;
    }

    /** How the engines were set up. */
    public Settings settings() {
        return settings;
    }

    /** The cells of its trials with several subjects, and how often which verdict was given there. */
    public SortedMap<SharedCell, Tally> shared() {
        return Collections.unmodifiableSortedMap(shared);
    }

    /**
     * The populations that its trials with a single subject fall into, in the order of lanes, sink modes and faults.
     */
    public Set<Population> populations() {
        Set<Population> populations = new TreeSet<>(ORDER);
        trials.forEach(trial -> populations.add(trial.population()));
        return populations;
    }

    /** What became of the records, and how often that was promised. */
    public Tally tally(Population population) {
        return Tally.of(of(population).stream().map(MeasuredTrial::judgement).toList());
    }

    /**
     * A figure of all trials of a population whose verdict is not UNKNOWN, those left out that were published before
     * there was this figure; empty where trials under this fault do not have it.
     */
    public Sample sample(Population population, Figure figure) {
        boolean has = figure.isOf(population.cell().fault());
        List<MeasuredTrial> sound = sound(population).stream()
                .filter(trial -> has && !trial.unrecorded().contains(figure))
                .toList();
        List<MeasuredTrial> known = sound.stream()
                .filter(trial -> trial.figures().containsKey(figure))
                .toList();
        return new Sample(
                population,
                figure,
                known.stream().map(trial -> trial.figures().get(figure)).toList(),
                sound.size() - known.size(),
                (int) known.stream()
                        .filter(trial -> trial.bounds().contains(figure))
                        .count());
    }

    /** What the trials of a population were given, those whose verdict is UNKNOWN left out; each once. */
    List<Fairness> fairness(Population population) {
        return sound(population).stream()
                .map(trial -> new Fairness(
                        population.cell().subject(),
                        population.settings(),
                        population.commitMicros(),
                        population.spare(),
                        trial.given()))
                .distinct()
                .toList();
    }

    /**
     * How many trials of a population, those whose verdict is UNKNOWN left out, are of a command that was typed before
     * this moment. A trial whose command is not known counts as one of when the run began.
     */
    public int begunBefore(Population population, Instant moment) {
        return (int) sound(population).stream()
                .filter(trial -> Instant.parse(begun(trial)).isBefore(moment))
                .count();
    }

    private String begun(MeasuredTrial trial) {
        return manifest.commands().stream()
                .filter(command -> command.seed() + trial.number() == trial.seed())
                .map(MavenCommand::begun)
                .findFirst()
                .orElse(manifest.begun());
    }

    /** Rows whose latency was measured, of all trials of a population whose verdict is not UNKNOWN. */
    public long rows(Population population) {
        return sound(population).stream().mapToLong(MeasuredTrial::rows).sum();
    }

    /** Likewise, rows of the warm-up, which are in no figure. */
    public long warmUp(Population population) {
        return sound(population).stream().mapToLong(MeasuredTrial::warmUp).sum();
    }

    /**
     * Whether trials of two populations took turns, never three of one in a row, UNKNOWN ones left out: what drifts
     * then falls on both.
     */
    boolean tookTurns(Population one, Population other) {
        int inARow = 0;
        Population last = null;
        List<MeasuredTrial> inOrder = Stream.concat(sound(one).stream(), sound(other).stream())
                .sorted(Comparator.comparingInt(MeasuredTrial::number))
                .toList();
        for (MeasuredTrial trial : inOrder) {
            inARow = trial.population().equals(last) ? inARow + 1 : 1;
            last = trial.population();
            if (inARow == 3) {
                return false;
            }
        }
        return true;
    }

    private List<MeasuredTrial> sound(Population population) {
        return of(population).stream()
                .filter(trial -> trial.verdict() != Verdict.UNKNOWN)
                .toList();
    }

    private List<MeasuredTrial> of(Population population) {
        return trials.stream()
                .filter(trial -> trial.population().equals(population))
                .toList();
    }
}
