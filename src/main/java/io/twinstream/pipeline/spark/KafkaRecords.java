package io.twinstream.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_millis;

import io.twinstream.tick.Parsed;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns of the Kafka source that the job needs, and what they say. */
final class KafkaRecords {

    private KafkaRecords() {}

    /** The source's partition, offset, timestamp in milliseconds since the epoch, and value. */
    static Dataset<Row> of(Dataset<Row> source) {
        return source.select(
                col("partition"), col("offset"), unix_millis(col("timestamp")).as("timestamp"), col("value"));
    }

    /** Reads a row of {@link #of}. */
    static Parsed parsed(Row kafkaRecord) {
        return Parsed.of(kafkaRecord.getInt(0), kafkaRecord.getLong(1), kafkaRecord.getLong(2), kafkaRecord.getAs(3));
    }
}
