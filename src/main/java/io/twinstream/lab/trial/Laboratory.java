package io.twinstream.lab.trial;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.MavenCommand;
import io.twinstream.archive.RunFolder;
import io.twinstream.archive.SubjectResult;
import io.twinstream.archive.TrialFolder;
import io.twinstream.archive.TrialResult;
import io.twinstream.checker.Delivered;
import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.checker.Finding;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.server.EngineJdk;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import io.twinstream.lane.Lane;
import io.twinstream.report.chart.Typeface;
import io.twinstream.report.page.RunPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where trials take place: the servers of this process and the folder of this run. One trial at a time. */
public final class Laboratory implements Bench, AutoCloseable {

    private final MavenCommand command;
    private final RunFolder run;
    private final RunDescription description;
    private final Settings settings;
    private final DeclaredErrors errors = DeclaredErrors.known();
    private Environment environment;

    /**
     * Whether a trial has begun and not ended well: nobody knows what state the servers are in, or whether it still
     * goes on.
     */
    private volatile boolean unsettled;

    private int trials;

    private Laboratory(MavenCommand command, RunFolder run, Settings settings) throws IOException {
        this.command = command;
        this.run = run;
        this.description = new RunDescription(command, run, settings);
        this.settings = settings;
        this.trials = run.highestNumber();
        this.environment = Environment.open(logs(), settings);
    }

    /**
     * A run in a new folder, or in that of an earlier one.
     *
     * @throws UncheckedIOException if the folder cannot be made, or is not that of a run; the message is one sentence
     * @throws IllegalArgumentException if the run cannot go on like this; the message says why
     */
    public static Laboratory open(LaboratoryOptions options) {
        MavenCommand command = options.command();
        try {
            RunFolder run = options.resume().isPresent()
                    ? RunFolder.open(options.resume().get())
                    : RunFolder.create(options.runs(), Instant.parse(command.begun()), command.commit());
            Laboratory laboratory = new Laboratory(command, run, options.settings());
            Typeface.prepare(); // a run that Ctrl-C ends has its page drawn by then
            System.out.printf("run %s, seed %d%n", run.path(), command.seed());
            System.out.println(laboratory.environment.site().choice());
            System.out.println(EngineJdk.here());
            return laboratory;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** How the engines of this run are set up. */
    public Settings settings() {
        return settings;
    }

    /** The servers, those that are asked for running. */
    public Environment with(Part... parts) {
        environment.require(parts);
        description.update(environment);
        return environment;
    }

    /** Notes what this run is to do, for the manifest. */
    @Override
    public void plans(Set<Cell> cells) {
        description.plans(cells);
    }

    /** Ends the servers, so that another laboratory has the machine for itself; the next trial starts them again. */
    @Override
    public void rest() {
        environment.close();
        environment = Environment.open(logs(), settings);
    }

    /** The trials of this run that were judged, those of an earlier begin of it included. */
    @Override
    public List<JudgedSubject> judged() throws IOException {
        return run.judged();
    }

    /** Where everything of this run is kept. */
    @Override
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

    /**
     * Runs a trial and judges what it left.
     *
     * @throws DoesNotApplyException if the lane of a subject cannot be had
     */
    @Override
    public Outcome run(String title, Plan plan) throws Exception {
        for (Deployment subject : plan.subjects()) {
            lacks(subject.lane()).ifPresent(why -> {
                throw new DoesNotApplyException(subject.name() + " does not apply: " + why);
            });
        }
        if (unsettled) {
            rest();
        }
        unsettled = true;
        Part[] parts = parts(plan.subjects());
        with(parts);
        if (List.of(parts).contains(Part.FLINK)) {
            environment.flink().provide(plan.spare());
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
        unsettled = false;
        List<String> notes = errors.notes(plan.fault(), folder.logs());
        folder.writeNotes(notes);
        TrialResult result = run.judge(folder);
        result.subjects().forEach(subject -> System.out.println("  " + line(subject)));
        notes.forEach(note -> System.out.println("  note: " + note));
        return new Outcome(id, folder.path(), result);
    }

    private static String line(SubjectResult subject) {
        DeliveryVerdict delivery = subject.delivery();
        StringBuilder line = new StringBuilder("%-20s %-10s %-7s %6d records, %6d rows, %3d dead letters"
                .formatted(
                        delivery.subject(),
                        delivery.delivered(),
                        delivery.verdict(),
                        delivery.records(),
                        delivery.rows(),
                        delivery.deadLetters()));
        add(line, delivery.found(Finding.LOST).count(), delivery.delivered() == Delivered.STUCK ? "unwritten" : "lost");
        add(line, delivery.surplus(), "surplus");
        add(line, delivery.replayed() == null ? 0 : delivery.replayed(), "replayed and absorbed");
        add(line, delivery.orphans(), "left prepared");
        if (delivery.known() != null) {
            line.append("; known: ").append(delivery.known());
        }
        return line.toString();
    }

    private static void add(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append(", ").append(count).append(' ').append(what);
        }
    }

    /** The servers that these subjects need. */
    public static Part[] parts(List<Deployment> subjects) {
        return Stream.concat(
                        Stream.of(Part.BROKER, Part.DATABASE),
                        subjects.stream().flatMap(subject -> subject.driver().parts().stream()))
                .distinct()
                .toArray(Part[]::new);
    }

    @Override
    public void close() {
        try {
            description.end(environment);
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
