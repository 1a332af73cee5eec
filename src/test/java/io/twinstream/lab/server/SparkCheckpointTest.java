package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkCheckpointTest {

    @TempDir
    private Path folder;

    @Test
    void before_the_first_commit_nothing_is_durable() throws IOException {
        SparkCheckpoint checkpoint = new SparkCheckpoint(folder);
        assertThat(checkpoint.durableOffsets("t")).isEmpty();
        write("offsets/0", "v1\n{}\n{\"t\":{\"0\":5}}");
        assertThat(checkpoint.durableOffsets("t")).isEmpty();
        assertThat(checkpoint.committedBatches()).isZero();
    }

    @Test
    void a_batch_without_a_commit_does_not_count() throws IOException {
        for (int batch = 0; batch < 12; batch++) {
            write("offsets/" + batch, "v1\n{\"batchTimestampMs\":1}\n{\"t\":{\"2\":" + batch + ",\"0\":7}}");
            write("commits/" + batch, "v1\n{}");
            write("commits/." + batch + ".crc", "x");
        }
        write("offsets/12", "v1\n{}\n{\"t\":{\"0\":99}}");
        SparkCheckpoint checkpoint = new SparkCheckpoint(folder);
        assertThat(checkpoint.durableOffsets("t")).isEqualTo(Map.of(0, 7L, 2, 11L));
        assertThat(checkpoint.committedBatches()).isEqualTo(12);
        assertThat(checkpoint.durableOffsets("other")).isEmpty();
    }

    @Test
    void a_batch_that_is_begun_and_not_committed_is_under_way() throws IOException {
        SparkCheckpoint checkpoint = new SparkCheckpoint(folder);
        assertThat(checkpoint.isBetweenBatches()).isFalse();
        write("offsets/0", "v1\n{}\n{\"t\":{\"0\":5}}");
        assertThat(checkpoint.isBetweenBatches()).isFalse();
        write("commits/0", "v1\n{}");
        assertThat(checkpoint.isBetweenBatches()).isTrue();
        write("offsets/1", "v1\n{}\n{\"t\":{\"0\":6}}");
        assertThat(checkpoint.isBetweenBatches()).isFalse();
    }

    @Test
    void a_forgotten_commit_leaves_the_one_before_it_as_the_newest() throws IOException {
        for (int batch = 0; batch < 11; batch++) {
            write("offsets/" + batch, "v1\n{}\n{\"t\":{\"0\":" + batch + "}}");
            write("commits/" + batch, "v1\n{}");
            write("commits/." + batch + ".crc", "x");
        }
        SparkCheckpoint checkpoint = new SparkCheckpoint(folder);
        checkpoint.forgetLastCommit();
        assertThat(checkpoint.durableOffsets("t")).isEqualTo(Map.of(0, 9L));
        assertThat(folder.resolve("commits/.10.crc")).doesNotExist();
        assertThat(folder.resolve("offsets/10")).exists();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
