package io.twinstream.pipeline.flink;

import io.twinstream.pipeline.PipelineSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** The topic as a stream of {@link RawRecord}s. */
final class TopicSource {

    private TopicSource() {}

    /**
     * Goes on where the restored checkpoint ends; without one where the group's committed offsets end; without those, or
     * where those records have expired, at the beginning. Each completed checkpoint commits its offsets to the group.
     *
     * <p>A reader whose next record has expired fails, and names partition and offset: Kafka's own way would be to go on
     * with the first record that is there, and to say nothing.
     */
    static KafkaSource<RawRecord> of(PipelineSettings settings) {
        Properties client = new Properties();
        client.putAll(settings.kafka().with(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")));
        return KafkaSource.<RawRecord>builder()
                .setProperties(client)
                .setTopics(settings.topic())
                .setGroupId(settings.group())
                .setStartingOffsets(new GroupOffsets())
                .setDeserializer(new Untouched())
                .build();
    }

    @SuppressWarnings("deprecation") // Kafka's OffsetResetStrategy: the connector takes nothing else
    private static final class GroupOffsets implements OffsetsInitializer {

        private static final long serialVersionUID = 1L;

        @Override
        public Map<TopicPartition, Long> getPartitionOffsets(
                Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
            Map<TopicPartition, Long> starts = new HashMap<>(offsets.beginningOffsets(partitions));
            offsets.committedOffsets(partitions)
                    .forEach((partition, committed) -> starts.merge(partition, committed, Math::max));
            return starts;
        }

        @Override
        public OffsetResetStrategy getAutoOffsetResetStrategy() {
            return OffsetResetStrategy.NONE;
        }
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
