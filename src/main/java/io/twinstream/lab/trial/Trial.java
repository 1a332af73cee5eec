package io.twinstream.lab.trial;

import io.twinstream.archive.TrialFolder;
import io.twinstream.audit.TableReader;
import io.twinstream.audit.TopicReader;
import io.twinstream.history.Fact;
import io.twinstream.history.HistoryWriter;
import io.twinstream.history.Stamp;
import io.twinstream.kafka.KafkaCluster;
import io.twinstream.lab.fault.Scene;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.lane.LaneStarter;
import io.twinstream.lab.lane.Route;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.lab.lane.Topic;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.workload.RecordingProducer;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One seeded repetition: starts the subjects on a fresh topic, feeds it, breaks what shall be broken, waits until
 * nothing is left to do, stops the subjects and reads what they wrote. It judges nothing; all it leaves is the history.
 */
public final class Trial {

    /** What distinguishes one trial from another. */
    public record Id(String run, int number, long seed) {

        /** The trial's topic. */
        public String topic() {
            return Topic.name(seed, number);
        }

        /** The schema, the consumer group and the database sessions of a subject: {@code t1_flink_upsert}. */
        public String place(Deployment subject) {
            return "t" + number + "_" + subject.subject().slug();
        }
    }

    private final Environment environment;
    private final Id id;
    private final Plan plan;
    private final TrialFolder folder;

    private final List<Participant> participants = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> attendants = new ArrayList<>();

    Trial(Environment environment, Id id, Plan plan, TrialFolder folder) {
        this.environment = environment;
        this.id = id;
        this.plan = plan;
        this.folder = folder;
    }

    /** Runs it to its end and leaves the history in the trial's folder. */
    void run() throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (HistoryWriter history = new HistoryWriter(folder.history());
                Topic topic = Topic.create(environment.broker().bootstrap(), id.topic());
                Route route = Route.open(environment, plan.through(), plan.socketTimeout())) {
            history.accept(beginning());
            var unused = clock.scheduleAtFixedRate(() -> history.accept(now(Fact.Clock::new)), 0, 1, TimeUnit.SECONDS);
            runOn(topic, route, history);
            Map<Integer, Long> ends = topic.ends();
            history.accept(now((t, m) -> new Fact.End(t, m, ends)));
        } finally {
            clock.shutdownNow();
            for (Participant participant : participants) {
                participant.probe().close();
            }
        }
    }

    /** Whatever happens, everything is ended that can be, and what went wrong first is what is thrown. */
    @SuppressWarnings("try") // these are there to be closed
    private void runOn(Topic topic, Route route, HistoryWriter history) throws Exception {
        try (AutoCloseable transactions = () -> PreparedTransactions.rollBack(environment.database());
                AutoCloseable lanes = this::stopLanes;
                AutoCloseable watches = this::dismissAttendants) {
            start(topic, route, history);
            feed(route, history);
            drain(topic, history);
            read(Fact.Read.A, history);
            stop();
            PreparedTransactions.note(environment.database(), byPlace(), history);
            read(Fact.Read.B, history);
            TopicReader.read(KafkaCluster.at(environment.broker().bootstrap()), id.topic(), topic.ends(), history);
        }
    }

    private void stopLanes() throws Exception {
        inParallel(participants, participant -> {
            participant.lane().stop();
            return null;
        });
    }

    private Fact beginning() {
        return now((t, m) -> new Fact.Trial(
                t,
                m,
                Fact.SCHEMA,
                id.run(),
                id.number(),
                id.seed(),
                id.topic(),
                plan.fault(),
                plan.workload().planned(),
                plan.subjects().stream().map(Deployment::fact).toList(),
                settings()));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(plan.settings());
        for (Deployment subject : plan.subjects()) {
            if (subject.subject().isSound()) {
                subject.driver()
                        .given(environment, subject.sink(), plan.measured())
                        .forEach((given, text) -> settings.put(given.key(subject.subject()), text));
            }
        }
        settings.put("supervised", Supervisor.PERIOD.toString());
        settings.put("engines", environment.settings().name());
        return settings;
    }

    private void start(Topic topic, Route route, HistoryWriter history) throws Exception {
        LaneStarter starter = new LaneStarter(environment, topic, route, plan.measured(), plan.spare());
        inParallel(plan.subjects(), subject -> {
            String place = id.place(subject);
            RunningLane lane = starter.start(subject, place);
            // At once: should another lane not start, this one has to be stopped.
            participants.add(new Participant(
                    subject, place, lane, new TableProbe(environment.database(), place, subject.table())));
            return lane;
        });
        for (Participant participant : participants) {
            attendants.add(new LaneWatch(participant.name(), participant.lane(), history));
            attendants.add(new Supervisor(participant.lane()));
        }
    }

    /** Feeds the topic; what shall be broken meanwhile is broken by another thread. */
    private void feed(Route route, HistoryWriter history) throws Exception {
        Scene scene = new Scene(environment, participants, plan.fault(), route.proxy(), id.seed(), history);
        Striker striker = new Striker(scene, plan, participants);
        striker.start();
        try (RecordingProducer producer =
                new RecordingProducer(environment.broker().bootstrap(), id.topic(), scene)) {
            plan.workload().feed(producer, id.seed(), striker::isSettled);
        } finally {
            striker.join();
        }
    }

    /** The lanes are watched from the beginning, while the topic's end is still looked at twice. */
    private void drain(Topic topic, HistoryWriter history) throws Exception {
        Map<Integer, Long> first = topic.ends();
        CompletableFuture<Map<Integer, Long>> settled = CompletableFuture.supplyAsync(topic::settledEnds);
        inParallel(participants, participant -> {
            boolean complete = new Drain(participant, first, settled).await(plan.deadline());
            Map<Integer, Long> ends = settled.join();
            history.accept(now((t, m) -> new Fact.Drained(t, m, participant.name(), ends, complete)));
            return complete;
        });
    }

    private void stop() throws Exception {
        dismissAttendants();
        stopLanes();
        inParallel(participants, participant -> {
            participant.probe().awaitNoSessions(participant.place());
            return null;
        });
    }

    private void dismissAttendants() throws Exception {
        inParallel(attendants, attendant -> {
            attendant.close();
            return null;
        });
        attendants.clear();
    }

    private Map<String, Deployment> byPlace() {
        return participants.stream().collect(Collectors.toMap(Participant::place, Participant::subject));
    }

    private void read(Fact.Read read, HistoryWriter history) throws Exception {
        Map<String, TableReader.Table> tables = new LinkedHashMap<>();
        participants.forEach(participant ->
                tables.put(participant.name(), new TableReader.Table(participant.place(), participant.table())));
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
