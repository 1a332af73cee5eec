package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkCheckpointsTest {

    @TempDir
    private Path folder;

    @Test
    void the_newest_checkpoint_is_the_one_of_the_highest_number_with_metadata() throws IOException {
        Path newest = checkpoint("job", 10);
        checkpoint("job", 9);
        Files.createDirectories(folder.resolve("job/chk-11"));

        assertThat(new FlinkCheckpoints(folder).newest()).isEqualTo(newest);
    }

    @Test
    void the_next_checkpoint_but_one_is_refused_and_is_not_taken_for_a_complete_one() throws IOException {
        Path newest = checkpoint("job", 10);

        assertThat(new FlinkCheckpoints(folder).refuseOne())
                .isEqualTo(folder.resolve("job/chk-12/_metadata"))
                .isNotEmptyDirectory();
        assertThat(folder.resolve("job/chk-11")).doesNotExist();
        assertThat(new FlinkCheckpoints(folder).newest()).isEqualTo(newest);
    }

    private Path checkpoint(String job, int number) throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve(job).resolve("chk-" + number));
        Files.createFile(checkpoint.resolve("_metadata"));
        return checkpoint;
    }
}
