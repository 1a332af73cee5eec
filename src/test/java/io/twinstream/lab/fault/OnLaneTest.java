package io.twinstream.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OnLaneTest {

    private static final Member A = member("a", 1);
    private static final Member B = member("b", 2);
    private static final Member C = member("c", 3);

    @Test
    void a_worker_that_all_lanes_share_is_enough() {
        assertThat(OnLane.fewest(List.of(List.of(A, B), List.of(B, C), List.of(B))))
                .containsExactly(B);
    }

    @Test
    void lanes_that_share_no_worker_lose_one_each() {
        assertThat(OnLane.fewest(List.of(List.of(A), List.of(B), List.of(C)))).containsExactlyInAnyOrder(A, B, C);
    }

    @Test
    void a_lane_without_a_worker_loses_none() {
        assertThat(OnLane.fewest(List.of(List.of(), List.of(C)))).containsExactly(C);
    }

    private static Member member(String id, long pid) {
        return new Member(id, pid, () -> {});
    }
}
