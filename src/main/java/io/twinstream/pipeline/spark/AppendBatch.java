package io.twinstream.pipeline.spark;

import io.twinstream.sink.SinkSettings;
import java.util.Properties;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Writes a batch of {@link KafkaRecords} with Spark's own JDBC sink, as the original does: written again, it doubles
 * rows.
 */
record AppendBatch(SinkSettings sink) implements VoidFunction2<Dataset<Row>, Long> {

    @Override
    public void call(Dataset<Row> batch, Long id) {
        Dataset<Row> parsed = ParsedColumns.of(batch).persist();
        try {
            // Letters first: should the batch fail between the two, letters do not double.
            ParsedColumns.letters(parsed).foreachPartition(new PartitionWriter(sink, id, ParsedColumns::letter));
            ParsedColumns.rows(parsed).write().mode(SaveMode.Append).jdbc(sink.jdbcUrl(), sink.table(), login());
        } finally {
            parsed.unpersist();
        }
    }

    private Properties login() {
        Properties login = new Properties();
        login.setProperty("user", sink.user());
        login.setProperty("password", sink.password());
        login.setProperty("driver", "org.postgresql.Driver");
        return login;
    }
}
