package io.twinstream.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.Contract;
import io.twinstream.experiment.Fault;
import io.twinstream.history.Fact;
import io.twinstream.history.Fact.Subject;
import io.twinstream.history.History;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceUseTest {

    private static final Subject ALONE = subject("floor/UPSERT");

    @Test
    void only_what_was_used_while_the_topic_was_fed_counts() {
        assertThat(ResourceUse.of(history(List.of(ALONE), 5, 10, 20, 30, 35), ALONE))
                .contains(new ResourceUse(30 - 10, 30));
    }

    @Test
    void one_sample_says_nothing() {
        assertThat(ResourceUse.of(history(List.of(ALONE), 5, 20, 35), ALONE)).isEmpty();
    }

    @Test
    void subjects_that_share_the_machine_cannot_be_distinguished() {
        assertThat(ResourceUse.of(history(List.of(ALONE, subject("flink/UPSERT")), 10, 20, 30), ALONE))
                .isEmpty();
    }

    /** Fed from 10 to 30; a sample at each of these moments, whose figures are the moment itself. */
    private static History history(List<Subject> subjects, long... samples) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Trial(0, 0, Fact.SCHEMA, "run", 1, 1, "prices", Fault.NONE, 2, subjects, Map.of()));
        facts.add(new Fact.Attempted(10, 10, 0, 10, "k", "BTC-USD", "1", "u", 1, null));
        facts.add(new Fact.Attempted(30, 30, 1, 30, "k", "BTC-USD", "1", "u", 1, null));
        for (long sample : samples) {
            facts.add(new Fact.Resource(sample, sample, ALONE.name(), sample, sample));
        }
        return History.of(facts, false);
    }

    private static Subject subject(String name) {
        return new Subject(io.twinstream.lane.Subject.of(name), Contract.of(Lane.FLOOR, SinkMode.UPSERT), 1_000);
    }
}
