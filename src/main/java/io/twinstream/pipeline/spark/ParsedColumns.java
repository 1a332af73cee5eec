package io.twinstream.pipeline.spark;

import static org.apache.spark.sql.functions.col;

import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Parsed;
import io.twinstream.tick.TickCodec;
import io.twinstream.tick.TickRow;
import java.math.RoundingMode;
import java.sql.Timestamp;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows and dead letters side by side in one data set: what Spark's own sink takes. */
final class ParsedColumns {

    /** The columns of the lane's table. */
    static final StructType TABLE = new StructType()
            .add("symbol", DataTypes.StringType)
            .add("price", DataTypes.createDecimalType(TickCodec.PRICE_PRECISION, TickCodec.PRICE_SCALE))
            .add("user", DataTypes.StringType)
            .add("timestamp", DataTypes.LongType)
            .add("kafka_partition", DataTypes.IntegerType)
            .add("kafka_offset", DataTypes.LongType)
            .add("kafka_timestamp", DataTypes.TimestampType);

    private static final String RAW = "raw";
    private static final String REASON = "reason";
    private static final StructType ALL = TABLE.add(RAW, DataTypes.BinaryType).add(REASON, DataTypes.StringType);

    private ParsedColumns() {}

    /** Reads every one of these {@link KafkaRecords}. */
    static Dataset<Row> of(Dataset<Row> kafkaRecords) {
        return kafkaRecords.map(
                (MapFunction<Row, Row>) kafkaRecord -> columns(KafkaRecords.parsed(kafkaRecord)), Encoders.row(ALL));
    }

    /** The well-formed among them, in the columns of {@link #TABLE}. */
    static Dataset<Row> rows(Dataset<Row> parsed) {
        return parsed.where(col(REASON).isNull()).drop(RAW, REASON);
    }

    /** The malformed among them, each to be read with {@link #letter}. */
    static Dataset<Row> letters(Dataset<Row> parsed) {
        return parsed.where(col(REASON).isNotNull());
    }

    static DeadLetter letter(Row columns) {
        return new DeadLetter(
                columns.getAs("kafka_partition"),
                columns.getAs("kafka_offset"),
                columns.<Timestamp>getAs("kafka_timestamp").getTime(),
                columns.getAs(RAW),
                columns.getAs(REASON));
    }

    private static Row columns(Parsed parsed) {
        Timestamp kafkaTimestamp = new Timestamp(parsed.kafkaTimestamp());
        if (parsed instanceof TickRow row) {
            return RowFactory.create(
                    row.tick().symbol(),
                    // Exact: a well-formed price has no more digits than this, only zeros.
                    row.tick().price().setScale(TickCodec.PRICE_SCALE, RoundingMode.UNNECESSARY),
                    row.tick().user(),
                    row.tick().timestamp(),
                    row.partition(),
                    row.offset(),
                    kafkaTimestamp,
                    null,
                    null);
        }
        DeadLetter letter = (DeadLetter) parsed;
        return RowFactory.create(
                null,
                null,
                null,
                null,
                letter.partition(),
                letter.offset(),
                kafkaTimestamp,
                letter.raw(),
                letter.reason());
    }
}
