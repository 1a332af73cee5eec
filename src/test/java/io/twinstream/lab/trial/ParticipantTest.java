package io.twinstream.lab.trial;

import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lane.SinkMode.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.fault.CommitsTwice;
import io.twinstream.lab.fault.HasCoordinator;
import io.twinstream.lab.fault.HasWorkers;
import io.twinstream.lab.fault.MakesProgress;
import io.twinstream.lab.fault.Member;
import io.twinstream.lab.lane.RunningLane;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParticipantTest {

    private static final Member COORDINATOR = new Member("job manager", 1, () -> {});
    private static final Member WORKER = new Member("task manager", 2, () -> {});

    /** A lane that is asked for its processes only. */
    private static final RunningLane LED = (RunningLane) Proxy.newProxyInstance(
            RunningLane.class.getClassLoader(),
            new Class<?>[] {RunningLane.class, HasCoordinator.class},
            (proxy, method, arguments) -> method.getName().equals("coordinator") ? COORDINATOR : List.of(WORKER));

    private final Participant participant = new Participant(flink(UPSERT), "t1_flink_upsert", LED, null);

    @Test
    void what_can_be_done_to_its_lane_can_be_done_to_a_subject() {
        assertThat(participant.as(HasCoordinator.class))
                .map(HasCoordinator::coordinator)
                .contains(COORDINATOR);
        assertThat(participant.as(HasWorkers.class)).map(HasWorkers::workers).contains(List.of(WORKER));
        assertThat(participant.as(CommitsTwice.class)).isEmpty();
    }

    @Test
    void for_its_progress_it_answers_itself_and_not_its_lane() {
        assertThat(participant.as(MakesProgress.class)).containsSame(participant);
    }
}
