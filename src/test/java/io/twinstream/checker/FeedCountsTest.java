package io.twinstream.checker;

import static io.twinstream.checker.Planted.mono;
import static io.twinstream.checker.Planted.trial;
import static io.twinstream.checker.Planted.wall;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.history.Fact;
import org.junit.jupiter.api.Test;

class FeedCountsTest {

    @Test
    void a_sound_feed_has_nothing_to_explain() {
        assertThat(trial().judged().feed()).isEqualTo(new FeedCounts(300, 300, 0, 0, 0, 0));
    }

    @Test
    void an_acknowledged_tick_that_is_not_in_the_topic_is_lost_upstream() {
        Planted trial = trial().losing(299).without(Fact.TopicRecord.class, record -> record.seq() == 299);

        assertThat(trial.judged().feed()).isEqualTo(new FeedCounts(300, 300, 1, 0, 0, 0));
    }

    @Test
    void a_tick_that_is_not_where_the_broker_said_is_lost_upstream() {
        Planted trial = trial().changing(Fact.TopicRecord.class, record -> record.seq() == 5, r -> record(r, 8L));
        Planted nameless = trial().changing(Fact.TopicRecord.class, record -> record.seq() == 5, r -> record(r, null));

        assertThat(trial.judged().feed()).isEqualTo(new FeedCounts(300, 300, 1, 0, 0, 1));
        assertThat(nameless.judged().feed()).isEqualTo(new FeedCounts(300, 300, 1, 0, 0, 0));
    }

    @Test
    void a_tick_without_an_answer_is_recovered_if_it_is_in_the_topic() {
        Planted trial = trial().without(Fact.Acknowledged.class, answer -> answer.seq() == 5);

        assertThat(trial.judged().feed()).isEqualTo(new FeedCounts(300, 299, 0, 1, 1, 0));
        assertThat(trial.judged().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_tick_whose_send_failed_is_indeterminate() {
        Planted trial = trial().with(
                        new Fact.Attempted(wall(0), mono(0), 300, wall(0), "k", "BTC-USD", "1", "generator", 1, null),
                        new Fact.Failed(wall(0), mono(0), 300, "timed out"));

        assertThat(trial.judged().feed()).isEqualTo(new FeedCounts(301, 300, 0, 1, 0, 0));
        assertThat(trial.judged().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void one_seq_at_two_offsets_is_double_produced() {
        Planted trial = trial();
        trial.with(new Fact.TopicRecord(wall(0), mono(0), 0, 100, 5L, wall(0)));

        assertThat(trial.judged().feed()).isEqualTo(new FeedCounts(300, 300, 0, 0, 0, 1));
    }

    private static Fact.TopicRecord record(Fact.TopicRecord record, Long seq) {
        return new Fact.TopicRecord(record.t(), record.m(), record.p(), record.o(), seq, record.ts());
    }
}
