package io.twinstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.junit.ExperimentTest;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.FlinkCheckpoints;
import io.twinstream.lab.server.FlinkJobHandle;
import io.twinstream.lab.server.Part;
import io.twinstream.lab.trial.Laboratory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job was down while retention took records that it had not read. */
@ExperimentTest
class ExpiredRecordsIT {

    private String bootstrap;

    @ParameterizedTest
    @EnumSource(
            value = DeployedJob.Program.class,
            names = {"FLINK", "SPARK"})
    void a_job_names_what_it_missed_and_goes_on_without_it_only_if_asked(
            DeployedJob.Program program, Laboratory laboratory) throws Exception {
        Environment environment = laboratory.with(
                Part.BROKER, Part.DATABASE, program == DeployedJob.Program.SPARK ? Part.SPARK : Part.FLINK);
        bootstrap = environment.broker().bootstrap();
        String topic = "expired-" + program.name().toLowerCase(Locale.ROOT);
        DeployedJob job = DeployedJob.of(
                environment, program, topic.replace('-', '_'), List.of("--bootstrap", bootstrap, "--topic", topic));
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        send(topic, 0, 10);
        job.during(() -> {
            job.awaitRows(10);
            if (program == DeployedJob.Program.FLINK) {
                awaitCommitted(job, new TopicPartition(topic, 0), 10);
            }
        });
        send(topic, 10, 20);
        expire(topic, 15);

        String said = "The topic no longer holds what comes next in table prices, partition 0 offsets 10 to 14; "
                + "go on without it with --expired skip.";
        assertThat(job.refusal()).contains(said);
        assertThat(job.query("select count(*) from prices")).containsExactly("10");

        // With these rows the table lacks nothing, but what the job knows of its progress is as it was.
        job.query("""
                with rows as (
                    insert into prices (kafka_partition, kafka_offset) select 0, generate_series(10, 14) returning 1)
                select count(*) from rows""");
        if (program == DeployedJob.Program.FLINK) {
            assertTheReaderFails(job);
        } else {
            assertThat(job.refusal())
                    .contains(
                            "The query expired_spark died: ",
                            "; records expired before they were read, and --expired skip");
        }
        job.query("with rows as (delete from prices where kafka_offset >= 10 returning 1) select count(*) from rows");

        job.during(() -> job.awaitRows(15), "--expired", "skip");
        assertThat(job.query("select kafka_offset from prices where kafka_offset >= 10 order by 1"))
                .containsExactly("15", "16", "17", "18", "19");
        assertThat(job.query("select kafka_partition || ': ' || first_offset || ' to ' || next_offset - 1 "
                        + "from prices_skipped"))
                .containsExactly("0: 10 to 14");
    }

    /** Also with {@code skip}: a reader that skips could name nothing that is noted. */
    private static void assertTheReaderFails(DeployedJob job) {
        FlinkJobHandle resumed = job.resume(new FlinkCheckpoints(job.checkpoints()).newest(), "--expired", "skip");
        try {
            Awaitility.await("a failure of the reader")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !resumed.lastFailure().isEmpty());
            assertThat(resumed.lastFailure()).contains("offset=10", "out of range for partition expired-flink-0");
        } finally {
            resumed.cancel(Duration.ofMinutes(1));
        }
    }

    /** Flink writes rows that its newest checkpoint does not know of; it commits those that it does. */
    private void awaitCommitted(DeployedJob job, TopicPartition partition, long offset) {
        try (Admin admin = admin()) {
            Awaitility.await("offset " + offset + " of " + partition + " committed by " + job.place())
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> admin.listConsumerGroupOffsets(job.place())
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .get(partition)
                                    .offset()
                            == offset);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    private void send(String topic, int from, int to) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int n = from; n < to; n++) {
                String tick =
                        "{\"symbol\":\"BTC-USD\",\"price\":%d.5,\"user\":\"u\",\"timestamp\":1732435200}".formatted(n);
                producer.send(new ProducerRecord<>(topic, tick.getBytes(UTF_8))).get();
            }
        }
    }

    private void expire(String topic, long before) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }
}
