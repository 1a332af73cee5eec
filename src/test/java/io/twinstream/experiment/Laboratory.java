package io.twinstream.experiment;

import io.twinstream.checker.DeliveryVerdict;
import io.twinstream.environment.Environment;
import io.twinstream.environment.Part;
import io.twinstream.results.Commit;
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

/** Where trials take place: the servers of this process and the folder of this run. One trial at a time. */
public final class Laboratory implements AutoCloseable {

    private final RunFolder run;
    private final Environment environment;
    private final long seed;
    private int trials;

    private Laboratory(RunFolder run, Environment environment, long seed) {
        this.run = run;
        this.environment = environment;
        this.seed = seed;
    }

    /** A run in a new folder. {@code -Dseed=N} repeats what an earlier one has drawn. */
    static Laboratory open() {
        RunFolder run = newRun();
        long seed = Long.getLong("seed", new SecureRandom().nextLong(1L << 32));
        System.out.printf("run %s, seed %d%n", run.path(), seed);
        return new Laboratory(run, Environment.open(run.path().resolve("logs")), seed);
    }

    private static RunFolder newRun() {
        try {
            String commit = Commit.of(Path.of("").toAbsolutePath());
            return RunFolder.create(Path.of("results", "local"), Instant.now(), commit);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The servers, those that are asked for running. */
    public Environment with(Part... parts) {
        return environment.require(parts);
    }

    /** Where everything of this run is kept. */
    public Path folder() {
        return run.path();
    }

    /** Runs a trial and judges what it left. */
    Outcome run(String title, List<Subject> subjects, Workload workload, Duration deadline) throws Exception {
        Part[] parts = parts(subjects);
        environment.require(parts);
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
