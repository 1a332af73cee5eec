package io.twinstream.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.environment.Broker;
import io.twinstream.environment.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicIT {

    @Test
    void the_topics_of_earlier_trials_are_deleted_and_no_other(@TempDir Path logs) throws Exception {
        try (Site site = Site.open(logs);
                Broker broker = Broker.in(site.choice().form(), site)) {
            broker.start();
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
    }

    /** What a broker has been told to do it may list a moment later. */
    private static void awaitNames(Admin admin, String... names) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrder(names));
    }
}
