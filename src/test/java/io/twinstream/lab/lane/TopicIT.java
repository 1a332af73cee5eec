package io.twinstream.lab.lane;

import static io.twinstream.lab.lane.Flink.flink;
import static io.twinstream.lane.SinkMode.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.server.Broker;
import io.twinstream.lab.server.EnvironmentException;
import io.twinstream.lab.server.Site;
import io.twinstream.lab.trial.Participant;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicIT {

    @TempDir
    private static Path logs;

    private static Site site;
    private static Broker broker;

    @BeforeAll
    static void start() {
        site = Site.open(logs);
        broker = Broker.in(site.choice().form(), site);
        broker.start();
    }

    @AfterAll
    static void close() {
        broker.close();
        site.close();
    }

    @Test
    void the_topics_of_earlier_trials_are_deleted_and_no_other() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("crypto_prices", 3, (short) 1)))
                    .all()
                    .get();
            Topic.create(broker.bootstrap(), Topic.name(0xdead_beefL, 1)).close();
            awaitNames(admin, "crypto_prices", "crypto_prices-beef-1");

            Topic.create(broker.bootstrap(), Topic.name(7, 2)).close();
            awaitNames(admin, "crypto_prices", "crypto_prices-0007-2");
        }
    }

    /** The broker hears of a new topic after the controller has answered, at times seconds after. */
    @Test
    void a_topic_that_was_created_can_be_asked_for_at_once() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            for (int trial = 1; trial <= 20; trial++) {
                try (Topic topic = Topic.create(broker.bootstrap(), Topic.name(7, trial))) {
                    assertThat(admin.describeTopics(List.of(topic.name()))
                                    .allTopicNames()
                                    .get())
                            .containsKey(topic.name());
                }
            }
        }
    }

    @Test
    void a_broker_that_is_late_with_what_a_group_has_committed_ends_no_wait_for_a_moment() throws Exception {
        try (Topic topic = Topic.create(broker.bootstrap(), Topic.name(7, 1))) {
            broker.pause();
            CountDownLatch late = new CountDownLatch(1);
            Participant waiting = new Participant(flink(UPSERT), "t1", asking(topic, late), null);
            CompletableFuture<Map<Integer, Long>> answer = CompletableFuture.supplyAsync(waiting::durableOffsets);
            assertThat(late.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(answer).isNotDone();

            broker.resume();
            assertThat(answer).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(Map.of());
        }
    }

    /** A lane of which only one thing is ever asked. */
    private static RunningLane asking(Topic topic, CountDownLatch late) {
        return (RunningLane) Proxy.newProxyInstance(
                RunningLane.class.getClassLoader(), new Class<?>[] {RunningLane.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("durableOffsets");
                    try {
                        return topic.committed("t1_flink_upsert");
                    } catch (EnvironmentException e) {
                        assertThat(e)
                                .hasMessageMatching(
                                        "The broker does not say what group t1_flink_upsert has committed: .*TimeoutException.*");
                        late.countDown();
                        throw e;
                    }
                });
    }

    /** What a broker has been asked to do it may list a moment later. */
    private static void awaitNames(Admin admin, String... names) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrder(names));
    }
}
