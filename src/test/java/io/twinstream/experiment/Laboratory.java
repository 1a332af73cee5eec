package io.twinstream.experiment;

import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.environment.Environment;
import io.twinstream.environment.Part;
import io.twinstream.environment.Site;
import io.twinstream.results.Commit;
import io.twinstream.results.Manifest;
import io.twinstream.results.RunFolder;
import io.twinstream.results.SubjectResult;
import io.twinstream.results.TrialFolder;
import io.twinstream.results.TrialResult;
import io.twinstream.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where trials take place: the servers of this process and the folder of this run. One trial at a time. */
public final class Laboratory implements AutoCloseable {

    private final Instant begun;
    private final String commit;
    private final RunFolder run;
    private final Environment environment;
    private final long seed;
    private Set<Part> described = Set.of();
    private int trials;

    private Laboratory(Instant begun, String commit, RunFolder run, long seed) {
        this.begun = begun;
        this.commit = commit;
        this.run = run;
        this.environment = Environment.open(run.path().resolve("logs"));
        this.seed = seed;
    }

    /** A run in a new folder. {@code -Dseed=N} repeats what an earlier one has drawn. */
    static Laboratory open() {
        Instant begun = Instant.now();
        String commit = Commit.of(Path.of("").toAbsolutePath());
        try {
            RunFolder run = RunFolder.create(Path.of("results", "local"), begun, commit);
            long seed = Long.getLong("seed", new SecureRandom().nextLong(1L << 32));
            System.out.printf("run %s, seed %d%n", run.path(), seed);
            return new Laboratory(begun, commit, run, seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The servers, those that are asked for running. */
    public Environment with(Part... parts) {
        environment.require(parts);
        Set<Part> running = environment.timesToReady().keySet();
        if (!running.equals(described)) {
            describe(running);
            described = running;
        }
        return environment;
    }

    /** Notes in the run's folder what it is run with, as far as it is known by now. */
    private void describe(Set<Part> running) {
        Map<String, String> versions = new TreeMap<>();
        Map<String, List<Manifest.Artifact>> classPaths = new TreeMap<>();
        Site site = environment.site();
        for (Part part : running) {
            versions.put(part.role().id(), site.versions().of(part.role().version()));
            classPaths.put(
                    part.role().id(),
                    site.classPaths().of(part.role()).entries().stream()
                            .map(jar -> new Manifest.Artifact(jar.coordinates(), jar.sha256()))
                            .toList());
        }
        try {
            run.write(new Manifest(begun.toString(), commit, versions, classPaths, Manifest.Machine.here()));
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest of " + run.path() + " cannot be written: " + e, e);
        }
    }

    /** Where everything of this run is kept. */
    public Path folder() {
        return run.path();
    }

    /** Runs a trial and judges what it left. */
    Outcome run(String title, List<Subject> subjects, Workload workload, Duration deadline) throws Exception {
        Part[] parts = parts(subjects);
        with(parts);
        if (List.of(parts).contains(Part.FLINK)) {
            environment.flink().replaceLostTaskManagers();
        }
        int number = ++trials;
        Trial.Id id = new Trial.Id(run.path().getFileName().toString(), number, seed + number);
        System.out.printf("trial %d: %s%n", number, title);
        TrialFolder folder = run.trial(workload.fault(), number);
        new Trial(environment, id, subjects, workload, deadline, folder).run();
        TrialResult result = run.judge(folder);
        result.subjects().forEach(subject -> System.out.println("  " + line(subject)));
        return new Outcome(id, folder.path(), result);
    }

    private static String line(SubjectResult subject) {
        DeliveryVerdict delivery = subject.delivery();
        return "%-16s %-8s %6d records, %6d rows, %3d dead letters"
                .formatted(
                        delivery.subject(),
                        delivery.verdict(),
                        delivery.records(),
                        delivery.rows(),
                        delivery.deadLetters());
    }

    private static Part[] parts(List<Subject> subjects) {
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
        environment.close();
        System.out.printf("%d trials, everything in %s%n", trials, run.path());
    }
}
