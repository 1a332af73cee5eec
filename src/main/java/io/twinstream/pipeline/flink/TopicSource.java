package io.twinstream.pipeline.flink;

import io.twinstream.pipeline.PipelineSettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The topic as a stream of {@link RawRecord}s. */
final class TopicSource {

    private TopicSource() {}

    /**
     * Goes on where the restored checkpoint ends; without one where the group's committed offsets end; without those at
     * the beginning. Each completed checkpoint commits its offsets to the group.
     */
    @SuppressWarnings("deprecation") // Kafka's OffsetResetStrategy: the connector takes nothing else
    static KafkaSource<RawRecord> of(PipelineSettings settings) {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(settings.bootstrap())
                .setTopics(settings.topic())
                .setGroupId(settings.group())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new Untouched())
                .build();
    }

    /** Leaves the reading to an operator that can put a record aside. */
    private static final class Untouched implements KafkaRecordDeserializationSchema<RawRecord> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<RawRecord> out) {
            out.collect(RawRecord.of(kafkaRecord));
        }

        @Override
        public TypeInformation<RawRecord> getProducedType() {
            return TypeInformation.of(RawRecord.class);
        }
    }
}
