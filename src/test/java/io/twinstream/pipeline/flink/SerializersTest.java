package io.twinstream.pipeline.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.tick.DeadLetter;
import io.twinstream.tick.Tick;
import io.twinstream.tick.TickRow;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between Flink's tasks goes through serializers that know its fields. */
class SerializersTest {

    @ParameterizedTest
    @ValueSource(classes = {RawRecord.class, TickRow.class, DeadLetter.class})
    void nothing_is_left_to_kryo(Class<?> type) {
        SerializerConfigImpl strict = new SerializerConfigImpl();
        strict.setGenericTypes(false);

        assertThat(TypeInformation.of(type).createSerializer(strict)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00000011", "126296", "1.50", "99999999999999999999.999999999999999999", "0"})
    void a_row_arrives_as_it_left(String price) throws IOException {
        TickRow row = new TickRow(new Tick("BTC-USD", new BigDecimal(price), "test", 1_732_435_200), 2, 5_011, 17);

        assertThat(copy(TickRow.class, row)).isEqualTo(row);
    }

    @Test
    void a_letter_arrives_as_it_left() throws IOException {
        byte[] raw = {0, -1, '{'};

        assertThat(copy(DeadLetter.class, new DeadLetter(0, 1, 2, raw, "not JSON")))
                .usingRecursiveComparison()
                .isEqualTo(new DeadLetter(0, 1, 2, raw, "not JSON"));
    }

    @Test
    void a_record_without_a_value_arrives_without_one() throws IOException {
        assertThat(copy(RawRecord.class, new RawRecord(0, 1, 2, null))).isEqualTo(new RawRecord(0, 1, 2, null));
    }

    private static <T> T copy(Class<T> type, T value) throws IOException {
        TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
