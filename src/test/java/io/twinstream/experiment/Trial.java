package io.twinstream.experiment;

import io.twinstream.audit.TableReader;
import io.twinstream.audit.TopicReader;
import io.twinstream.environment.Environment;
import io.twinstream.history.Fact;
import io.twinstream.history.HistoryWriter;
import io.twinstream.history.Stamp;
import io.twinstream.results.TrialFolder;
import io.twinstream.workload.RecordingProducer;
import io.twinstream.workload.Workload;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One seeded repetition: starts the subjects on a fresh topic, feeds it, waits until nothing is left to do, stops the subjects
 * and reads what they wrote. It judges nothing; all it leaves is the history.
 */
final class Trial {

    /** What tells one trial from another. */
    record Id(String run, int number, long seed) {

        /** The trial's topic: {@code crypto_prices-7f3a-1}. */
        String topic() {
            return "crypto_prices-%04x-%d".formatted(seed & 0xffff, number);
        }

        /** The schema, the consumer group and the database sessions of a subject: {@code t1_flink_upsert}. */
        String place(Subject subject) {
            return "t" + number + "_" + subject.slug();
        }
    }

    private final Environment environment;
    private final Id id;
    private final List<Subject> subjects;
    private final Workload workload;
    private final Duration deadline;
    private final TrialFolder folder;

    private final Map<Subject, RunningLane> lanes = new LinkedHashMap<>();
    private final Map<Subject, TableProbe> probes = new LinkedHashMap<>();
    private final List<LaneWatch> watches = new ArrayList<>();

    Trial(
            Environment environment,
            Id id,
            List<Subject> subjects,
            Workload workload,
            Duration deadline,
            TrialFolder folder) {
        this.environment = environment;
        this.id = id;
        this.subjects = subjects;
        this.workload = workload;
        this.deadline = deadline;
        this.folder = folder;
    }

    /** Runs it to its end and leaves the history in the trial's folder. */
    void run() throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (HistoryWriter history = new HistoryWriter(folder.history());
                Topic topic = Topic.create(environment.broker().bootstrap(), id.topic())) {
            history.accept(beginning());
            var unused = clock.scheduleAtFixedRate(() -> history.accept(now(Fact.Clock::new)), 0, 1, TimeUnit.SECONDS);
            try {
                start(topic, history);
                feed(history);
                Map<Integer, Long> ends = topic.settledEnds();
                drain(ends, history);
                read(Fact.Read.A, history);
                stop();
                read(Fact.Read.B, history);
                TopicReader.read(environment.broker().bootstrap(), id.topic(), topic.ends(), history);
            } finally {
                watches.forEach(LaneWatch::close);
                inParallel(List.copyOf(lanes.values()), lane -> {
                    lane.stop();
                    return null;
                });
            }
            Map<Integer, Long> ends = topic.ends();
            history.accept(now((t, m) -> new Fact.End(t, m, ends)));
        } finally {
            clock.shutdownNow();
            for (TableProbe probe : probes.values()) {
                probe.close();
            }
        }
    }

    private Fact beginning() {
        Map<String, String> settings = new TreeMap<>(workload.settings());
        settings.put("deadline", deadline.toString());
        return now((t, m) -> new Fact.Trial(
                t,
                m,
                Fact.SCHEMA,
                id.run(),
                id.number(),
                id.seed(),
                id.topic(),
                workload.fault(),
                workload.planned(),
                subjects.stream().map(Subject::fact).toList(),
                settings));
    }

    private void start(Topic topic, HistoryWriter history) throws Exception {
        LaneStarter starter = new LaneStarter(environment, topic);
        List<RunningLane> started = inParallel(subjects, subject -> starter.start(subject, id.place(subject)));
        for (int i = 0; i < subjects.size(); i++) {
            Subject subject = subjects.get(i);
            lanes.put(subject, started.get(i));
            watches.add(new LaneWatch(subject.name(), started.get(i), history));
            probes.put(subject, new TableProbe(environment.database(), id.place(subject), subject.table()));
        }
    }

    private void feed(HistoryWriter history) throws InterruptedException {
        try (RecordingProducer producer =
                new RecordingProducer(environment.broker().bootstrap(), id.topic(), history)) {
            workload.feed(producer, id.seed());
        }
    }

    private void drain(Map<Integer, Long> ends, HistoryWriter history) throws Exception {
        inParallel(subjects, subject -> {
            boolean complete = new Drain(subject, lanes.get(subject), probes.get(subject), ends).await(deadline);
            history.accept(now((t, m) -> new Fact.Drained(t, m, subject.name(), ends, complete)));
            return complete;
        });
    }

    private void stop() throws Exception {
        watches.forEach(LaneWatch::close);
        watches.clear();
        inParallel(subjects, subject -> {
            lanes.get(subject).stop();
            probes.get(subject).awaitNoSessions(id.place(subject));
            return null;
        });
        lanes.clear();
    }

    private void read(Fact.Read read, HistoryWriter history) throws Exception {
        Map<String, TableReader.Table> tables = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            tables.put(subject.name(), new TableReader.Table(id.place(subject), subject.table()));
        }
        try (Connection connection = environment.database().connect()) {
            TableReader.read(connection, tables, read, history);
        }
    }

    private interface Timed {
        Fact at(long t, long m);
    }

    private static Fact now(Timed fact) {
        Stamp now = Stamp.now();
        return fact.at(now.t(), now.m());
    }

    private interface Step<T, R> {
        R apply(T t) throws Exception;
    }

    private static <T, R> List<R> inParallel(List<T> items, Step<T, R> step) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Callable<R>> calls = new ArrayList<>();
            for (T item : items) {
                calls.add(() -> step.apply(item));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
