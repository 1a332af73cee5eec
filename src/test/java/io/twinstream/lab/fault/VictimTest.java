package io.twinstream.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VictimTest {

    private record Plain(String name, String place, String table) implements Victim {}

    private record Led(String name, String place, String table, Member coordinator) implements Victim, HasCoordinator {}

    private record Recovering(String name, String place, String table, List<String> lives)
            implements Victim, HasWorkers, Recovers {

        @Override
        public List<Member> workers() {
            // No process has this id: it is beyond the kernel's highest.
            return List.of(new Member("worker", Integer.MAX_VALUE, () -> lives.remove(0)));
        }

        @Override
        public Optional<String> life() {
            return Optional.of(lives.get(0));
        }
    }

    private static final Victim PLAIN = new Plain("floor/UPSERT", "t1_floor_upsert", "rows");
    private static final Member DRIVER = new Member("driver", 1, () -> {});

    private final List<Fact> facts = new ArrayList<>();

    @Test
    void a_capability_is_found_by_its_type_where_a_lane_has_it() {
        Victim led = new Led("spark/UPSERT", "t1_spark_upsert", "rows", DRIVER);

        assertThat(led.as(HasCoordinator.class))
                .map(HasCoordinator::coordinator)
                .contains(DRIVER);
        assertThat(led.as(HasWorkers.class)).isEmpty();
        assertThat(PLAIN.as(HasCoordinator.class)).isEmpty();
    }

    @Test
    void a_fault_that_needs_a_capability_names_the_lane_that_has_not_got_it() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> OnLane.aCheckpointIsRefused().act().on(scene(PLAIN)))
                .withMessage("floor/UPSERT has no RefusesProgress, which this fault needs.");
    }

    @Test
    void a_lane_without_workers_loses_none_and_one_with_them_recovers() throws Exception {
        Recovering recovering = new Recovering(
                "spark/UPSERT", "t1_spark_upsert", "rows", new ArrayList<>(List.of("driver 1", "driver 2")));

        OnLane.workersAreKilled().act().on(scene(PLAIN, recovering));

        assertThat(facts)
                .filteredOn(fact -> fact instanceof Fact.Witness)
                .singleElement()
                .hasFieldOrPropertyWithValue("subject", "spark/UPSERT")
                .hasFieldOrPropertyWithValue("evidence", "[worker (pid 2147483647)] gone: driver 1, then driver 2");
    }

    @Test
    void a_scene_of_lanes_alone_refuses_to_name_its_servers_and_its_proxy() {
        assertThatIllegalStateException().isThrownBy(() -> scene(PLAIN).environment());
        assertThatIllegalStateException().isThrownBy(() -> scene(PLAIN).proxy());
    }

    private Scene scene(Victim... victims) {
        return new Scene(List.of(victims), Fault.WORKER_KILL, 1, facts::add);
    }
}
