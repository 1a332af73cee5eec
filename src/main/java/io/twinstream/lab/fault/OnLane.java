package io.twinstream.lab.fault;

import static io.twinstream.lab.fault.Soon.comesTrue;

import io.twinstream.experiment.Fault;
import io.twinstream.lab.server.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What is done to the processes of the lanes. Who starts them again is the trial's business, as it is a deployment's.
 */
public final class OnLane {

    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private OnLane() {}

    /** Kills workers, the fewest by which every lane loses one. */
    public static Disruption workersAreKilled() {
        return new Disruption(
                Fault.WORKER_KILL, "workers killed", scene -> kill(scene, OnLane::workers, OnLane::fewest));
    }

    /** Kills all workers of every lane, as the end of a lane's only worker is. */
    public static Disruption everyWorkerIsKilled() {
        return new Disruption(
                Fault.WORKER_KILL, "every worker killed", scene -> kill(scene, OnLane::workers, OnLane::all));
    }

    /** Kills the coordinator of every lane. */
    public static Disruption coordinatorsAreKilled() {
        return new Disruption(Fault.COORDINATOR_KILL, "coordinators killed", scene -> {
            kill(scene, OnLane::coordinator, OnLane::fewest);
        });
    }

    /** Kills the coordinator of every lane after its sink's commit and before its own. */
    public static Disruption coordinatorsAreKilledBetweenCommits() {
        return new Disruption(Fault.COORDINATOR_KILL, "coordinators killed between two commits", scene -> {
            kill(scene, OnLane::coordinatorBetweenCommits, OnLane::fewest);
        });
    }

    /** Lets the storage refuse one checkpoint of every lane; what the engine makes of it is the engine's business. */
    public static Disruption aCheckpointIsRefused() {
        return new Disruption(Fault.PROGRESS_REFUSED, "a checkpoint refused by the storage", scene -> {
            Map<Victim, String> before = lives(scene);
            scene.begin();
            List<BooleanSupplier> refused = scene.victims().stream()
                    .map(victim -> victim.require(RefusesProgress.class).refuseProgress())
                    .toList();
            if (comesTrue(RECOVERY, () -> refused.stream().allMatch(BooleanSupplier::getAsBoolean))) {
                scene.struck();
                awaitOthers(scene, before, "a checkpoint refused");
            }
            scene.end();
        });
    }

    private interface Choice {
        List<Member> from(Collection<? extends Collection<Member>> sets);
    }

    private static void kill(Scene scene, Function<Victim, List<Member>> members, Choice choice) {
        Map<Victim, Collection<Member>> hurt = new LinkedHashMap<>();
        scene.victims().forEach(victim -> hurt.put(victim, members.apply(victim)));
        Map<Victim, String> before = lives(scene);
        List<Member> killed = choice.from(hurt.values());
        scene.begin();
        killed.forEach(member -> member.kill().run());
        scene.end();
        List<Member> left = killed.stream()
                .filter(member -> !Signals.hasEnded(member.pid()))
                .toList();
        if (killed.isEmpty() || !left.isEmpty()) {
            return; // no witness
        }
        awaitOthers(scene, before, killed + " gone");
    }

    private static List<Member> workers(Victim victim) {
        return victim.as(HasWorkers.class).map(HasWorkers::workers).orElse(List.of());
    }

    private static List<Member> coordinator(Victim victim) {
        return victim.as(HasCoordinator.class).map(HasCoordinator::coordinator).stream()
                .toList();
    }

    private static List<Member> coordinatorBetweenCommits(Victim victim) {
        return victim.as(CommitsTwice.class).map(CommitsTwice::coordinatorBetweenCommits).stream()
                .toList();
    }

    private static Optional<String> life(Victim victim) {
        return victim.as(Recovers.class).flatMap(Recovers::life);
    }

    /** Of those that run: of one that does not nobody could tell that it was hurt. */
    private static Map<Victim, String> lives(Scene scene) {
        Map<Victim, String> lives = new LinkedHashMap<>();
        scene.victims().forEach(victim -> life(victim).ifPresent(life -> lives.put(victim, life)));
        return lives;
    }

    /** Waits until every lane runs anew, and notes which did. */
    private static void awaitOthers(Scene scene, Map<Victim, String> before, String what) {
        before.forEach((victim, life) -> awaitAnother(life, victim)
                .ifPresent(after -> scene.felt(victim, what + ": " + life + ", then " + after)));
    }

    private static List<Member> all(Collection<? extends Collection<Member>> sets) {
        Map<Long, Member> members = new TreeMap<>();
        sets.forEach(set -> set.forEach(member -> members.put(member.pid(), member)));
        return List.copyOf(members.values());
    }

    /** Of these sets the fewest members that take one from each, the most shared first. */
    static List<Member> fewest(Collection<? extends Collection<Member>> sets) {
        List<Member> chosen = new ArrayList<>();
        List<Collection<Member>> unhurt = new ArrayList<>(sets);
        unhurt.removeIf(Collection::isEmpty);
        while (!unhurt.isEmpty()) {
            Map<Long, Long> uses = new TreeMap<>();
            unhurt.forEach(set -> set.forEach(member -> uses.merge(member.pid(), 1L, Long::sum)));
            Member most = unhurt.stream()
                    .flatMap(Collection::stream)
                    .max(Comparator.comparing(member -> uses.get(member.pid())))
                    .orElseThrow();
            chosen.add(most);
            unhurt.removeIf(set -> set.stream().anyMatch(member -> member.pid() == most.pid()));
        }
        return chosen;
    }

    /** What the lane runs with after its recovery; empty if it has not recovered in time. */
    private static Optional<String> awaitAnother(String before, Victim victim) {
        try {
            return Awaitility.await()
                    .atMost(RECOVERY)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> life(victim),
                            life -> life.isPresent() && !life.get().equals(before));
        } catch (ConditionTimeoutException e) {
            return Optional.empty();
        }
    }
}
