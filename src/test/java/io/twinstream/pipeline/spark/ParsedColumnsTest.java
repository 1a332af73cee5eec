package io.twinstream.pipeline.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records of a Kafka source go through Spark's own rows and come out as they went in. */
class ParsedColumnsTest {

    /** As Spark's Kafka source documents it. */
    private static final StructType SOURCE = new StructType()
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType)
            .add("timestampType", DataTypes.IntegerType);

    private static final long SENT = 1_732_435_200_123L;

    private static final Map<String, String> PRICES = Map.of(
            "0.00000011", "0.00000011",
            "126296", "126296",
            "86746.075", "86746.075",
            "-0.5", "-0.5",
            "0", "0",
            "1.1E-7", "0.00000011",
            "1.50000000000000000000000000", "1.5",
            "12345678901234567890.123456789012345678", "12345678901234567890.123456789012345678",
            "99999999999999999999.999999999999999999", "99999999999999999999.999999999999999999");

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void prices_are_exact_to_the_last_digit() {
        List<String> written = new ArrayList<>(PRICES.keySet());

        List<Row> rows = rows(written.stream().map(price -> utf8(tick(price))).toList());

        Map<String, BigDecimal> read = new TreeMap<>();
        rows.forEach(row -> read.put(
                written.get((int) row.<Long>getAs("kafka_offset").longValue()),
                row.getDecimal(row.fieldIndex("price"))));
        assertThat(read).hasSameSizeAs(PRICES);
        PRICES.forEach((json, exact) -> assertThat(read.get(json)).as(json).isEqualByComparingTo(exact));
    }

    @Test
    void a_row_has_the_columns_of_the_table() {
        Dataset<Row> rows = ParsedColumns.rows(parsed(List.of(utf8(tick("86746.075")))));

        assertThat(rows.schema().fieldNames()).containsExactly(ParsedColumns.TABLE.fieldNames());
        Row row = rows.first();
        assertThat(row.<String>getAs("symbol")).isEqualTo("BTC-USD");
        assertThat(row.<String>getAs("user")).isEqualTo("coinbase_producer");
        assertThat(row.<Long>getAs("timestamp")).isEqualTo(1_732_435_200L);
        assertThat(row.<Integer>getAs("kafka_partition")).isEqualTo(2);
        assertThat(row.<Long>getAs("kafka_offset")).isZero();
        assertThat(row.<Timestamp>getAs("kafka_timestamp").getTime()).isEqualTo(SENT);
    }

    @Test
    void what_is_malformed_becomes_a_letter_and_keeps_its_bytes() {
        List<byte[]> malformed = new ArrayList<>(List.of(
                utf8(""),
                utf8("not JSON"),
                utf8("[1,2]"),
                utf8("{\"symbol\":\"BTC-USD\"}"),
                utf8(tick("\"86746.075\"")),
                utf8(tick("123456789012345678901.000000000000000001")),
                utf8(tick("0.0000000000000000001")),
                utf8(tick("1e999999999")),
                utf8(tick("1").replace("BTC", "B\\u0000C")),
                tick("1").replace("BTC", "\u00ff\u00fe").getBytes(ISO_8859_1),
                utf8(tick("1") + tick("2"))));
        malformed.add(null);

        Dataset<Row> parsed = parsed(malformed);

        assertThat(ParsedColumns.rows(parsed).count()).isZero();
        List<DeadLetter> letters = ParsedColumns.letters(parsed).collectAsList().stream()
                .map(ParsedColumns::letter)
                .sorted(comparingLong(DeadLetter::offset))
                .toList();
        assertThat(letters).extracting(DeadLetter::raw).containsExactlyElementsOf(malformed);
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(letters)
                .extracting(DeadLetter::partition, DeadLetter::kafkaTimestamp)
                .containsOnly(tuple(2, SENT));
    }

    @Test
    void the_writer_is_handed_the_same_as_the_columns_say() {
        List<byte[]> values = List.of(utf8(tick("0.00000011")), utf8("not JSON"));

        List<Row> records = KafkaRecords.of(source(values)).collectAsList();

        assertThat(KafkaRecords.parsed(records.get(0)))
                .isEqualTo(new TickRow(
                        new Tick("BTC-USD", new BigDecimal("0.00000011"), "coinbase_producer", 1_732_435_200L),
                        2,
                        0,
                        SENT));
        assertThat(KafkaRecords.parsed(records.get(1)))
                .isInstanceOfSatisfying(
                        DeadLetter.class, letter -> assertThat(letter.raw()).isEqualTo(values.get(1)));
    }

    private static List<Row> rows(List<byte[]> values) {
        return ParsedColumns.rows(parsed(values)).collectAsList();
    }

    private static Dataset<Row> parsed(List<byte[]> values) {
        return ParsedColumns.of(KafkaRecords.of(source(values)));
    }

    /** Offset n holds the value n; every key is null, as the source allows. */
    private static Dataset<Row> source(List<byte[]> values) {
        List<Row> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(
                    RowFactory.create(null, value, "crypto_prices", 2, (long) records.size(), new Timestamp(SENT), 0));
        }
        return spark.createDataFrame(records, SOURCE);
    }

    private static String tick(String price) {
        return "{\"symbol\":\"BTC-USD\",\"price\":" + price
                + ",\"user\":\"coinbase_producer\",\"timestamp\":1732435200}";
    }

    private static byte[] utf8(String value) {
        return value.getBytes(UTF_8);
    }
}
