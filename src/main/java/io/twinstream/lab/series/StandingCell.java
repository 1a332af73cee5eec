package io.twinstream.lab.series;

import io.twinstream.experiment.Fault;
import io.twinstream.experiment.Spare;
import io.twinstream.history.Fact;
import io.twinstream.lab.fault.Disruption;
import io.twinstream.lab.fault.Scene;
import io.twinstream.lab.lane.Deployment;
import io.twinstream.lab.lane.LaneStarter;
import io.twinstream.lab.lane.Route;
import io.twinstream.lab.lane.RunningLane;
import io.twinstream.lab.lane.Topic;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import io.twinstream.lab.trial.Participant;
import io.twinstream.lab.trial.Plan;
import io.twinstream.lab.trial.Supervisor;
import io.twinstream.lab.trial.TableProbe;
import io.twinstream.lab.trial.Trial;
import io.twinstream.lab.workload.RecordingProducer;
import io.twinstream.lab.workload.Ticks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A cell that is not a trial: its lane runs and is fed until Ctrl-C, and its fault strikes when somebody presses Enter.
 */
public final class StandingCell {

    private static final int PER_SECOND = 10;
    private static final long SEED = 1;

    private final Environment environment;
    private final MatrixTrial trial;
    private final Plan plan;
    private final Deployment subject;

    /** The first cell of this trial, which does not run yet. */
    public StandingCell(Environment environment, MatrixTrial trial, Spare spare) {
        this.environment = environment;
        this.trial = trial;
        this.plan = trial.plan(environment.settings(), spare);
        this.subject = plan.subjects().get(0);
    }

    /** Starts the servers and the lane, prints where they are, and does not return. */
    public void stand() throws Exception {
        Part[] parts = Laboratory.parts(plan.subjects());
        environment.require(parts);
        if (List.of(parts).contains(Part.FLINK)) {
            environment.flink().provide(plan.spare());
        }
        Trial.Id id = new Trial.Id("standing", 1, SEED);
        String place = id.place(subject);
        try (Topic topic = Topic.create(environment.broker().bootstrap(), id.topic());
                Route route = Route.open(environment, plan.through(), plan.socketTimeout())) {
            RunningLane lane =
                    new LaneStarter(environment, topic, route, plan.measured(), plan.spare()).start(subject, place);
            Supervisor supervisor = new Supervisor(lane);
            try (TableProbe probe = new TableProbe(environment.database(), place, subject.table())) {
                Participant participant = new Participant(subject, place, lane, probe);
                Scene scene = new Scene(
                        environment, List.of(participant), trial.fault(), route.proxy(), SEED, StandingCell::tell);
                print(List.of(parts), topic, place);
                strikeAtEnter(scene);
                feed(topic, scene);
            } finally {
                supervisor.close();
            }
        }
    }

    private void print(List<Part> parts, Topic topic, String place) {
        System.out.printf(
                "%n%s reads topic %s, fed with %d ticks a second%n", subject.name(), topic.name(), PER_SECOND);
        System.out.println("  broker    " + environment.broker().bootstrap());
        System.out.println("  database  " + environment.database().jdbcUrl(place, "you") + " ("
                + environment.database().user() + ", " + environment.database().password() + ")");
        System.out.println("  table     " + place + "." + subject.table());
        if (parts.contains(Part.FLINK)) {
            System.out.println("  Flink     " + environment.flink().address());
        }
        if (parts.contains(Part.SPARK)) {
            System.out.println("  Spark     " + environment.spark().address());
        }
        System.out.println("  logs      " + environment.site().logs());
        System.out.println(trial.disruption()
                .map(planned -> "Enter: " + planned.text() + ". Ctrl-C ends everything.")
                .orElse("Ctrl-C ends everything."));
    }

    private void strikeAtEnter(Scene scene) {
        Optional<Disruption> disruption = trial.disruption();
        if (disruption.isEmpty()) {
            return;
        }
        Thread thread = new Thread(() -> strikeAtEnter(scene, disruption.get()), "striker");
        thread.setDaemon(true);
        thread.start();
    }

    private static void strikeAtEnter(Scene scene, Disruption disruption) {
        try {
            BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            while (keyboard.readLine() != null) {
                disruption.act().on(scene);
            }
        } catch (IOException e) {
            System.err.println("Nothing can be read from the keyboard: " + e);
        } catch (Exception e) {
            System.err.println("It could not be done: " + e);
        }
    }

    private void feed(Topic topic, Scene scene) throws InterruptedException {
        int every = trial.fault() == Fault.POISON ? PER_SECOND : 0;
        Ticks ticks = Ticks.ticks()
                .perSecond(PER_SECOND)
                .lasting(Duration.ZERO)
                .withMalformedEvery(every)
                .untilRecovered();
        try (RecordingProducer producer =
                new RecordingProducer(environment.broker().bootstrap(), topic.name(), scene)) {
            ticks.feed(producer, SEED, () -> false);
        }
    }

    /** What a person wants to know; each tick is not. */
    private static void tell(Fact fact) {
        if (fact instanceof Fact.FaultPhase phase) {
            System.out.println(phase.fault() + (phase.start() ? " begins" : " is over"));
        } else if (fact instanceof Fact.Witness witness) {
            System.out.println("felt: " + witness.evidence());
        } else if (fact instanceof Fact.Failed failed) {
            System.out.println("tick " + failed.seq() + " was not acknowledged: " + failed.error());
        }
    }
}
