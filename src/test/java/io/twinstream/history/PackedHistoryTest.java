package io.twinstream.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedHistoryTest {

    private static final Path EVERY_KIND = Path.of("fixtures/histories/every-kind.jsonl");

    @TempDir
    private Path folder;

    @Test
    void every_kind_comes_out_as_it_went_in() throws IOException {
        String lines = Files.readString(EVERY_KIND);

        assertThat(unpacked(packed(lines))).isEqualTo(lines);
    }

    @Test
    void a_packed_history_is_read_as_the_history() throws IOException {
        Path packed = packed(Files.readString(EVERY_KIND));

        assertThat(HistoryReader.read(packed).all(Fact.Row.class))
                .isEqualTo(
                        HistoryReader.read(folder.resolve(HistoryWriter.FILE)).all(Fact.Row.class))
                .isNotEmpty();
    }

    @Test
    void numbers_texts_and_lines_that_are_not_flat_keep_their_order() throws IOException {
        String lines = String.join(
                        "\n",
                        List.of(
                                "{\"k\":\"a\",\"t\":9223372036854775807,\"m\":-9223372036854775808,\"s\":\"one\"}",
                                "{\"k\":\"a\",\"t\":-5,\"m\":3,\"s\":\"t\\nw\\\"o \u20ac\"}",
                                "{\"k\":\"b\",\"nested\":{\"t\":1}}",
                                "{\"k\":\"a\",\"t\":1,\"m\":1,\"s\":\"one\"}",
                                "{\"k\":\"c\",\"x\":1.50,\"y\":true,\"z\":null}",
                                "{\"k\":\"a\",\"t\":\"text\",\"m\":2,\"s\":\"\"}",
                                "{ \"k\":\"spaced\" }",
                                "{\"k\":\"a\",\"big\":92233720368547758080}"))
                + "\n";

        assertThat(unpacked(packed(lines))).isEqualTo(lines);
    }

    @Test
    void a_steady_load_takes_a_fraction_of_the_room() throws IOException {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 10_000)
                .forEach(n -> lines.append("{\"k\":\"attempted\",\"t\":%d,\"m\":%d,\"seq\":%d,\"symbol\":\"%s\"}\n"
                        .formatted(1_796_032_000_000_000L + 2_000L * n, 32_000_000L + 2_000_000L * n, n, "S" + n % 8)));
        Path packed = packed(lines.toString());

        assertThat(Files.size(packed)).isLessThan(Files.size(folder.resolve(HistoryWriter.FILE)) / 10);
    }

    @Test
    void what_was_cut_off_or_is_something_else_is_one_sentence() throws IOException {
        Path packed = packed(Files.readString(EVERY_KIND));
        String text = unpackedText(packed);
        write(packed, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> HistoryReader.read(packed))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith(packed + " is not a packed history: ");

        write(packed, "something else");
        assertThatThrownBy(() -> HistoryReader.read(packed))
                .hasMessage(packed + " is not a packed history: it does not begin with 'twinstream packed history 1'");
    }

    private Path packed(String lines) throws IOException {
        Path history = folder.resolve(HistoryWriter.FILE);
        write(history, lines);
        Path packed = folder.resolve(PackedHistory.FILE);
        PackedHistory.pack(history, packed);
        return packed;
    }

    private static void write(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String unpacked(Path packed) throws IOException {
        try (InputStream lines = HistoryReader.open(packed)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String unpackedText(Path packed) throws IOException {
        try (InputStream lines = new GZIPInputStream(Files.newInputStream(packed))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
