package io.twinstream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.twinstream.feed.PollResult.Failed;
import io.twinstream.feed.PollResult.Polled;
import io.twinstream.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PollingFeedTest {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private record Sent(Tick tick, Instant scheduled) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    @Test
    void each_round_sends_every_product_as_polled_now_and_stamped_with_the_time_it_was_due() throws Exception {
        Instant before = Instant.now();

        FeedTotals totals =
                feed(PollingFeedTest::answer, List.of("A-USD", "B-USD"), 3).run();

        assertThat(totals).isEqualTo(new FeedTotals(6, 6));
        assertThat(sent).extracting(s -> s.tick().symbol()).containsOnly("A-USD", "B-USD");
        assertThat(sent).allSatisfy(s -> {
            assertThat(s.tick().user()).isEqualTo("coinbase_producer");
            assertThat(s.tick().timestamp())
                    .isBetween(before.getEpochSecond(), Instant.now().getEpochSecond());
        });
        List<Instant> due =
                sent.stream().map(Sent::scheduled).distinct().sorted().toList();
        assertThat(due).hasSize(3);
        assertThat(Duration.between(due.get(0), due.get(2))).isEqualTo(INTERVAL.multipliedBy(2));
    }

    @Test
    void the_same_trade_is_sent_again() throws Exception {
        feed(PollingFeedTest::answer, List.of("A-USD"), 3).run();

        assertThat(sent).hasSize(3).extracting(s -> s.tick().price()).containsOnly(BigDecimal.ONE);
    }

    @Test
    void a_product_that_fails_or_throws_does_not_stop_the_others() throws Exception {
        Function<String, PollResult> source = product -> switch (product) {
            case "BAD-USD" -> new Failed(product, "the answer is 404 NotFound");
            case "WORSE-USD" -> throw new IllegalStateException("a defect");
            default -> answer(product);
        };

        FeedTotals totals =
                feed(source, List.of("BAD-USD", "A-USD", "WORSE-USD"), 2).run();

        assertThat(totals).isEqualTo(new FeedTotals(2, 6));
    }

    @Test
    void a_slow_product_neither_delays_the_others_nor_is_asked_twice_at_once_nor_made_up_for() throws Exception {
        CountDownLatch answerNow = new CountDownLatch(1);
        AtomicInteger slowPolls = new AtomicInteger();
        Function<String, PollResult> source = product -> {
            if (product.equals("SLOW-USD") && slowPolls.incrementAndGet() == 1) {
                awaitQuietly(answerNow);
            }
            return answer(product);
        };
        PollingFeed feed = feed(source, List.of("SLOW-USD", "A-USD"), 6);
        CompletableFuture<FeedTotals> run = CompletableFuture.supplyAsync(() -> totals(feed));

        await().until(() -> ticksOf("A-USD") == 4);
        assertThat(slowPolls).hasValue(1);
        answerNow.countDown();

        assertThat(run.get().of()).isEqualTo(12);
        assertThat(ticksOf("A-USD")).isEqualTo(6);
        assertThat(ticksOf("SLOW-USD")).isBetween(2L, 3L);
    }

    @Test
    void rounds_keep_to_their_schedule_when_sending_is_slow() throws Exception {
        TickOutput slow = (tick, scheduled) -> {
            sent.add(new Sent(tick, scheduled));
            return new CompletableFuture<>().completeOnTimeout(null, 2, TimeUnit.SECONDS);
        };
        long start = System.nanoTime();

        new PollingFeed(PollingFeedTest::answer, List.of("A-USD"), INTERVAL, 5, slow).run();

        assertThat(sent).hasSize(5);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void a_tick_that_the_output_refuses_is_not_counted_and_not_sent_again() throws Exception {
        AtomicInteger sends = new AtomicInteger();
        TickOutput refusing = (tick, scheduled) -> {
            sends.incrementAndGet();
            return CompletableFuture.failedFuture(new FeedException("No Kafka broker answers."));
        };

        FeedTotals totals = new PollingFeed(PollingFeedTest::answer, List.of("A-USD"), INTERVAL, 2, refusing).run();

        assertThat(totals).isEqualTo(new FeedTotals(0, 2));
        assertThat(sends).hasValue(2);
    }

    @Test
    void a_first_round_without_any_price_ends_the_feed_and_says_why() {
        PollingFeed feed = feed(product -> new Failed(product, "cannot connect to http://x"), List.of("A-USD"), 100);

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(feed::run)
                .withMessageContaining("A-USD: cannot connect to http://x");
    }

    @Test
    void later_rounds_may_fail_altogether() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        Function<String, PollResult> source =
                product -> polls.incrementAndGet() == 2 ? new Failed(product, "the answer is 500") : answer(product);

        assertThat(feed(source, List.of("A-USD"), 3).run()).isEqualTo(new FeedTotals(2, 3));
    }

    @Test
    void stop_ends_the_feed_and_what_hangs_in_a_poll() throws Exception {
        Function<String, PollResult> source = product -> {
            if (product.equals("SLOW-USD")) {
                awaitQuietly(new CountDownLatch(1));
            }
            return answer(product);
        };
        PollingFeed feed = feed(source, List.of("SLOW-USD", "A-USD"), Long.MAX_VALUE);
        CompletableFuture<FeedTotals> run = CompletableFuture.supplyAsync(() -> totals(feed));
        await().until(() -> ticksOf("A-USD") >= 2);

        feed.stop();

        await().atMost(Duration.ofSeconds(5)).until(run::isDone);
        assertThat(run.get().sent()).isEqualTo(sent.size());
    }

    private PollingFeed feed(Function<String, PollResult> source, List<String> products, long rounds) {
        return new PollingFeed(source, products, INTERVAL, rounds, (tick, scheduled) -> {
            sent.add(new Sent(tick, scheduled));
            return CompletableFuture.completedFuture(null);
        });
    }

    private long ticksOf(String product) {
        return sent.stream().filter(s -> s.tick().symbol().equals(product)).count();
    }

    private static PollResult answer(String product) {
        return new Polled(new Ticker(product, BigDecimal.ONE, Instant.EPOCH));
    }

    private static FeedTotals totals(Feed feed) {
        try {
            return feed.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
