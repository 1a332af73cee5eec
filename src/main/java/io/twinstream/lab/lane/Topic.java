package io.twinstream.lab.lane;

import io.twinstream.feed.PriceTopic;
import io.twinstream.lab.server.EnvironmentException;
import io.twinstream.lab.workload.RecordingProducer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;

/**
 * The fresh topic of a trial, with the shape of the original. It is left for those who look at what a trial did, until
 * the next trial has one.
 */
public final class Topic implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("crypto_prices-[0-9a-f]{4}-[0-9]+");

    private final Admin admin;
    private final String name;

    private Topic(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /** The name of a trial's topic: {@code crypto_prices-7f3a-1}. */
    public static String name(long seed, int number) {
        return "crypto_prices-%04x-%d".formatted(seed & 0xffff, number);
    }

    /**
     * Also deletes those of earlier trials: a broker that was killed looks through every log it has before it serves
     * again.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if the topic cannot be written half a minute later
     */
    public static Topic create(String bootstrap, String name) throws InterruptedException, ExecutionException {
        Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        List<String> earlier = admin.listTopics().names().get().stream()
                .filter(NAME.asMatchPredicate())
                .toList();
        admin.deleteTopics(earlier).all().get();
        // Records keep their place however old a load says that they are.
        admin.createTopics(List.of(new NewTopic(name, PriceTopic.PARTITIONS, (short) 1)
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"))))
                .all()
                .get();
        // The controller answers; the broker that everyone asks hears of the topic later, under load seconds later.
        Awaitility.await("a leader for each partition of " + name)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .until(() -> hasLeaders(admin, name));
        return new Topic(admin, name);
    }

    private static boolean hasLeaders(Admin admin, String name) throws InterruptedException, ExecutionException {
        try {
            return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().stream()
                    .noneMatch(p -> p.leader() == null || p.leader().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    public String name() {
        return name;
    }

    /** By partition, the offset that the next record will get. */
    public Map<Integer, Long> ends() {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, PriceTopic.PARTITIONS)
                .mapToObj(p -> new TopicPartition(name, p))
                .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            e -> e.getKey().partition(), e -> e.getValue().offset(), (a, b) -> a, TreeMap::new));
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read the end offsets of " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the end offsets of " + name, e);
        }
    }

    /**
     * The end offsets, once two reads one request time-out apart agree: what was under way has arrived by then.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if the topic still grows a minute later
     */
    public Map<Integer, Long> settledEnds() {
        AtomicReference<Map<Integer, Long>> last = new AtomicReference<>(ends());
        Awaitility.await("end offsets of " + name + " equal twice")
                .pollInterval(RecordingProducer.REQUEST_TIMEOUT)
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    Map<Integer, Long> now = ends();
                    return now.equals(last.getAndSet(now));
                });
        return last.get();
    }

    /**
     * By partition, what this consumer group has committed; empty before it has committed anything.
     *
     * @throws EnvironmentException if the broker does not say so within 3 s
     */
    public Map<Integer, Long> committed(String group) {
        try {
            return admin
                    .listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().timeoutMs(3_000))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(e -> e.getKey().topic().equals(name) && e.getValue() != null)
                    .collect(Collectors.toMap(
                            e -> e.getKey().partition(), e -> e.getValue().offset(), (a, b) -> a, TreeMap::new));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw new EnvironmentException(
                    "The broker does not say what group " + group + " has committed: " + e.getCause() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading what group " + group + " has committed", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
