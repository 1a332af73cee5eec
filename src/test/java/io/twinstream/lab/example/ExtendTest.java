package io.twinstream.lab.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.experiment.LaneDescriptor;
import io.twinstream.experiment.Lanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/extend.md says of adding things is true of the examples that it quotes. */
class ExtendTest {

    private static final Path HERE = Path.of("src/test/java/io/twinstream/lab/example");
    private static final Path LIST = Path.of("src/test/resources/META-INF/services", LaneDescriptor.class.getName());
    private static final Pattern FILE = Pattern.compile("`([^`]+)`:\\s*$");

    @Test
    void a_lane_is_a_file_and_a_line_of_the_list() throws IOException {
        assertThat(Files.readAllLines(LIST)).containsExactly(ExampleLane.class.getName());
        assertThat(filesThatName("ExampleLane"))
                .containsExactlyInAnyOrder(
                        LIST,
                        HERE.resolve("ExampleLane.java"),
                        HERE.resolve("ExampleIT.java"),
                        HERE.resolve("ExtendTest.java"));
    }

    @Test
    void an_example_can_be_asked_for_and_is_no_part_of_the_matrix() {
        assertThat(Lanes.named("example")).isInstanceOf(ExampleLane.class);
        assertThat(Lanes.all()).isNotEmpty().noneMatch(ExampleLane.class::isInstance);
    }

    @Test
    void every_block_of_the_manual_stands_in_the_file_that_it_names() throws IOException {
        String manual = Files.readString(Path.of("docs", "extend.md"));
        String[] parts = manual.split("\n```(?:java)?\n", -1); // prose, block, prose, ..
        assertThat(parts.length).as("prose and blocks").isOdd().isGreaterThanOrEqualTo(9);
        for (int block = 1; block < parts.length; block += 2) {
            Matcher file = FILE.matcher(parts[block - 1]);
            assertThat(file.find()).as("a file is named above %s", parts[block]).isTrue();
            assertThat(Files.readString(Path.of(file.group(1))))
                    .as(file.group(1))
                    .contains(parts[block]);
        }
        assertThat(manual.lines().count()).as("lines of the manual").isLessThanOrEqualTo(120);
    }

    private static List<Path> filesThatName(String word) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> naming = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, ISO_8859_1).contains(word)) {
                    naming.add(file);
                }
            }
            return naming;
        }
    }
}
