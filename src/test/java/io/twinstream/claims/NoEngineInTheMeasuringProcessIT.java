package io.twinstream.claims;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process that measures shares no class with what it measures. */
@Tag("smoke")
class NoEngineInTheMeasuringProcessIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.flink.api.common.JobID",
                "org.apache.flink.streaming.api.environment.StreamExecutionEnvironment",
                "org.apache.flink.connector.kafka.source.KafkaSource",
                "org.apache.spark.SparkContext",
                "org.apache.spark.sql.SparkSession",
                "com.esotericsoftware.kryo.Kryo",
                "org.rocksdb.RocksDB",
                "scala.Option",
            })
    void an_engine_class_is_absent(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
}
