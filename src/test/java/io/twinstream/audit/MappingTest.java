package io.twinstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinstream.history.Columns;
import io.twinstream.history.Value;
import io.twinstream.tick.MalformedTickException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    private static final String WHERE = "partition = part\noffset = off\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a text|{'a':'x'}|TEXT|x",
                "/a/b text|{'a':{'b':'x'}}|TEXT|x",
                "/a/1 text|{'a':['x','y']}|TEXT|y",
                "a/b text|{'a/b':'x'}|TEXT|x",
                "a text|{'a':null}|TEXT|",
                "a text|{}|TEXT|",
                "/a/b decimal|{'a':1}|DECIMAL|",
                "a decimal|{'a':1.25}|DECIMAL|1.25",
                "a decimal|{'a':'86746.075'}|DECIMAL|86746.075",
                "a decimal|{'a':123456789012345678901234567890.5}|DECIMAL|123456789012345678901234567890.5",
                "a whole|{'a':9223372036854775807}|WHOLE|9223372036854775807",
                "a whole|{'a':'12'}|WHOLE|12",
                "a whole|{'a':12.0}|WHOLE|12",
                "a epoch_s|{'a':1732435200}|INSTANT|1732435200000000",
                "a epoch_s|{'a':1732435200.123456}|INSTANT|1732435200123456",
                "a epoch_ms|{'a':'1732435200123'}|INSTANT|1732435200123000",
                "a epoch_us|{'a':-1}|INSTANT|-1",
                "a iso|{'a':'2024-11-24T08:00:00.123456Z'}|INSTANT|1732435200123456",
                "a iso|{'a':'2024-11-24T09:00:00+01:00'}|INSTANT|1732435200000000",
                "a iso|{'a':'2024-11-24T08:00:00'}|INSTANT|1732435200000000",
                "$key text|{}|TEXT|BTC-USD",
                "$timestamp|{}|INSTANT|1732435200000001"
            })
    void a_field_becomes_what_its_column_is_compared_with(String field, String json, Value.Type type, String text)
            throws Exception {
        assertThat(read(WHERE + "column.c = " + field, json).values()).containsExactly(new Value("c", type, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a text|{'a':1}",
                "a decimal|{'a':true}",
                "a decimal|{'a':'1,5'}",
                "a decimal|{'a':''}",
                "a decimal|{'a':1e99999999999}",
                "a whole|{'a':1.5}",
                "a whole|{'a':9223372036854775808}",
                "a epoch_s|{'a':1.0000001}",
                "a epoch_ms|{'a':9223372036854775807}",
                "a iso|{'a':'yesterday'}",
                "a iso|{'a':'2024-11-24T08:00:00.123456789Z'}",
                "a iso|{'a':'+999999999-01-01T00:00:00Z'}",
                "a text|['a']",
                "a text|not JSON",
                "a text|{'a':'x'} {'a':'y'}",
                "a text|{'a':'x','a':'y'}"
            })
    void what_a_rule_cannot_read_is_malformed(String field, String json) throws Exception {
        assertThatThrownBy(() -> read(WHERE + "column.c = " + field, json))
                .isInstanceOf(MalformedTickException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void a_value_or_a_key_that_is_no_text_is_malformed_and_a_key_that_is_missing_is_null() throws Exception {
        Mapping mapping = Mapping.read(file(WHERE + "column.c = $key text"));
        byte[] latin = {(byte) 0xe9};

        assertThatThrownBy(() -> mapping.wanted(new TopicEntry(0, 0, 0, null, null, null)))
                .hasMessage("the value is null");
        assertThatThrownBy(() -> mapping.wanted(new TopicEntry(0, 0, 0, null, null, latin)))
                .hasMessage("not UTF-8");
        assertThatThrownBy(() -> mapping.wanted(new TopicEntry(0, 0, 0, null, latin, "{}".getBytes(UTF_8))))
                .hasMessage("not UTF-8");
        assertThat(mapping.wanted(new TopicEntry(0, 0, 0, null, null, "{}".getBytes(UTF_8)))
                        .values())
                .containsExactly(Value.text("c", null));
    }

    @Test
    void the_reason_names_the_field_and_the_rule() {
        assertThatThrownBy(() -> read(WHERE + "column.c = /a/b decimal", "{'a':{'b':true}}"))
                .hasMessage("/a/b is no decimal");
        assertThatThrownBy(() -> read(WHERE, "[]")).hasMessage("not a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "offset = o|has no line 'partition', which names the column",
                "partition = p|has no line 'offset', which names the column",
                "partition = p;offset =|has no line 'offset'",
                "partition = p;offset = o;column.a = b|has 'b' for column.a, which has to be a field and one of text, "
                        + "decimal, whole, epoch_s, epoch_ms, epoch_us, iso, or $timestamp.",
                "partition = p;offset = o;column.a = b float|has 'b float' for column.a",
                "partition = p;offset = o;column.a = $timestamp text|has '$timestamp text' for column.a",
                "partition = p;offset = o;column. = b text|has a line 'column.', but knows",
                "partition = p;offset = o;key = b|has a line 'key', but knows partition, offset and column.NAME only."
            })
    void a_file_that_makes_no_sense_is_named_with_its_line(String lines, String complaint) throws IOException {
        Path file = file(lines.replace(';', '\n'));

        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(AuditException.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageContaining(complaint);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path none = folder.resolve("none");

        assertThatThrownBy(() -> Mapping.read(none))
                .hasMessage("There is no file " + none + "; name one with --mapping.");
        assertThatThrownBy(() -> Mapping.read(folder))
                .hasMessageStartingWith(folder + " cannot be read as a mapping; ");
    }

    @Test
    void which_record_a_row_is_of_is_said_by_two_columns() throws Exception {
        Mapping mapping = Mapping.read(file(WHERE));

        assertThat(mapping.partition()).isEqualTo("part");
        assertThat(mapping.offset()).isEqualTo("off");
        assertThat(mapping.columns()).isEmpty();
    }

    private Columns read(String mapping, String json) throws Exception {
        return Mapping.read(file(mapping))
                .wanted(new TopicEntry(
                        0,
                        0,
                        1_732_435_200_000_001L,
                        null,
                        "BTC-USD".getBytes(UTF_8),
                        json.replace('\'', '"').getBytes(UTF_8)));
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("mapping-" + lines.hashCode() + ".properties"), lines);
    }
}
