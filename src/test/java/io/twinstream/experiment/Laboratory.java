package io.twinstream.experiment;

import io.twinstream.cell.Cell;
import io.twinstream.cell.Lane;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Finding;
import io.twinstream.checker.Verdict;
import io.twinstream.environment.EngineSettings;
import io.twinstream.environment.Environment;
import io.twinstream.environment.Part;
import io.twinstream.form.Choice;
import io.twinstream.report.RunPage;
import io.twinstream.results.JudgedCell;
import io.twinstream.results.Manifest;
import io.twinstream.results.RunFolder;
import io.twinstream.results.SubjectResult;
import io.twinstream.results.TrialFolder;
import io.twinstream.results.TrialResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** Where trials take place: the servers of this process and the folder of this run. One trial at a time. */
public final class Laboratory implements AutoCloseable {

    private final Manifest.Command command;
    private final RunFolder run;
    private final Optional<Manifest> earlier;
    private final EngineSettings settings;
    private Environment environment;
    private final Set<Part> described = EnumSet.noneOf(Part.class);
    private final Set<String> warned = new HashSet<>();
    private Set<Cell> planned = Set.of();
    private int trials;

    private Laboratory(Manifest.Command command, RunFolder run, EngineSettings settings) throws IOException {
        this.command = command;
        this.run = run;
        this.earlier = run.manifest();
        this.settings = settings;
        earlier.ifPresent(manifest -> {
            manifest.requireSettings(settings.id());
            manifest.requireForm(Choice.here().form().id());
        });
        this.trials = run.highestNumber();
        this.environment = Environment.open(logs(), settings);
    }

    /**
     * A run in a new folder, or with {@code -Dresume=results/local/RUN} in that of an earlier one. {@code -Dseed=N} repeats what
     * an earlier one has drawn, {@code -Dsettings=original} sets the engines up as the original comparison had them.
     */
    static Laboratory open() {
        Instant begun = Instant.now();
        long seed = Long.getLong("seed", new SecureRandom().nextLong(1L << 32));
        Manifest.Command command = Manifest.Command.begun(
                System.getenv("MAVEN_CMD_LINE_ARGS"), Path.of("").toAbsolutePath(), seed, begun);
        String resumed = System.getProperty("resume");
        EngineSettings settings = EngineSettings.of(System.getProperty("settings", EngineSettings.TUNED.id()));
        try {
            RunFolder run = resumed == null
                    ? RunFolder.create(Path.of("results", "local"), begun, command.commit())
                    : RunFolder.open(Path.of(resumed));
            System.out.printf("run %s, seed %d%n", run.path(), seed);
            Laboratory laboratory = new Laboratory(command, run, settings);
            System.out.println(laboratory.environment.site().choice());
            return laboratory;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** How the engines of this run are set up. */
    public EngineSettings settings() {
        return settings;
    }

    /** The servers, those that are asked for running. */
    public Environment with(Part... parts) {
        environment.require(parts);
        if (described.addAll(environment.timesToReady().keySet())) {
            describe(command);
        }
        return environment;
    }

    /** Notes what this run is to do, for the manifest. */
    void plans(Set<Cell> cells) {
        planned = cells;
    }

    /** Notes in the run's folder what it is run with, as far as it is known by now. */
    private void describe(Manifest.Command now) {
        Map<String, String> versions = new TreeMap<>();
        Map<String, List<Manifest.Artifact>> classPaths = new TreeMap<>();
        Map<String, Map<String, String>> configuration = new TreeMap<>();
        for (Part part : described) {
            versions.put(part.role().id(), environment.version(part));
            classPaths.put(
                    part.role().id(),
                    environment.madeOf(part).entrySet().stream()
                            .map(made -> new Manifest.Artifact(made.getKey(), made.getValue()))
                            .toList());
            configuration.put(part.role().id(), environment.configuration(part));
        }
        Choice choice = environment.site().choice();
        earlier.ifPresent(manifest -> manifest.differences(command.commit(), versions).stream()
                .filter(warned::add)
                .forEach(System.out::println));
        try {
            Manifest manifest = new Manifest(
                    command.begun(),
                    command.commit(),
                    settings.id(),
                    new Manifest.Servers(choice.form().id(), choice.reason()),
                    versions,
                    classPaths,
                    configuration,
                    Manifest.Machine.here(),
                    List.of(now),
                    Manifest.Cells.of(planned, run.judged()));
            run.write(earlier.map(manifest::after).orElse(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest of " + run.path() + " cannot be written: " + e, e);
        }
    }

    /** Ends the servers; the next trial has new ones. For when nobody knows what state a trial has left them in. */
    void replaceServers() {
        environment.close();
        environment = Environment.open(logs(), settings);
    }

    /** The trials of this run that were judged, those of an earlier begin of it included. */
    public List<JudgedCell> judged() throws IOException {
        return run.judged();
    }

    /** Where everything of this run is kept. */
    public Path folder() {
        return run.path();
    }

    private Path logs() {
        return run.path().resolve("logs");
    }

    /** A trial in the making, for a test that makes more than one. */
    public Experiment experiment(String title) {
        return new Experiment(this, title);
    }

    /** Why there is no such lane with the versions of this run; empty if there is. */
    public Optional<String> lacks(Lane lane) {
        return environment.site().versions().lacks(lane.id());
    }

    /** Runs a trial and judges what it left. Its test is not run where a subject's lane cannot be had. */
    Outcome run(String title, Plan plan) throws Exception {
        for (Subject subject : plan.subjects()) {
            lacks(subject.lane()).ifPresent(why -> Assumptions.abort(subject.name() + " does not apply: " + why));
        }
        Part[] parts = parts(plan.subjects());
        with(parts);
        if (List.of(parts).contains(Part.FLINK)) {
            environment.flink().replaceLostTaskManagers();
        }
        int number = ++trials;
        Trial.Id id = new Trial.Id(run.path().getFileName().toString(), number, command.seed() + number);
        System.out.printf("trial %d: %s%n", number, title);
        TrialFolder folder = run.trial(plan.fault(), number);
        LogExcerpt excerpt = LogExcerpt.begin(logs());
        try {
            new Trial(environment, id, plan, folder).run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            throw new IllegalStateException(
                    "Trial " + number + " broke off: " + e.getMessage() + "; everything in " + folder.path(), e);
        } finally {
            excerpt.copyTo(folder.logs());
        }
        TrialResult result = run.judge(folder);
        result.subjects().forEach(subject -> System.out.println("  " + line(subject)));
        return new Outcome(id, folder.path(), result);
    }

    private static String line(SubjectResult subject) {
        DeliveryVerdict delivery = subject.delivery();
        StringBuilder line = new StringBuilder("%-20s %-8s %6d records, %6d rows, %3d dead letters"
                .formatted(
                        delivery.subject(),
                        delivery.verdict(),
                        delivery.records(),
                        delivery.rows(),
                        delivery.deadLetters()));
        add(line, delivery.found(Finding.LOST).count(), delivery.verdict() == Verdict.HALTED ? "not written" : "lost");
        add(line, delivery.surplus(), "too many");
        add(line, delivery.replayed() == null ? 0 : delivery.replayed(), "replayed and absorbed");
        add(line, delivery.orphans(), "left prepared");
        return line.toString();
    }

    private static void add(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append(", ").append(count).append(' ').append(what);
        }
    }

    static Part[] parts(List<Subject> subjects) {
        List<Part> parts = new ArrayList<>(List.of(Part.BROKER, Part.DATABASE));
        for (Subject subject : subjects) {
            switch (subject.lane()) {
                case FLINK, FLINK_SQL -> parts.add(Part.FLINK);
                case SPARK, SPARK_REALTIME -> parts.add(Part.SPARK);
                case FLOOR -> {}
            }
        }
        return parts.toArray(Part[]::new);
    }

    @Override
    public void close() {
        try {
            if (!described.isEmpty()) {
                describe(command.ended(Instant.now()));
            }
        } finally {
            environment.close();
        }
        System.out.printf("%d trials, everything in %s%n", trials, run.path());
        if (trials > 0) {
            System.out.println(page());
        }
    }

    private String page() {
        try {
            return RunPage.write(run.path()).toString();
        } catch (IOException | RuntimeException e) {
            return "The page of this run could not be written: " + e.getMessage();
        }
    }
}
