package io.twinstream.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExcerptTest {

    @TempDir
    private Path logs;

    @TempDir
    private Path trial;

    @Test
    void a_trial_keeps_what_was_printed_during_it() throws IOException {
        Path broker = Files.writeString(logs.resolve("broker.log"), "an earlier trial\n");
        Files.writeString(logs.resolve("database.log"), "an earlier trial\n");
        LogExcerpt excerpt = LogExcerpt.begin(logs);
        Files.writeString(broker, "this trial\n", StandardOpenOption.APPEND);
        Path executor = Files.createDirectories(logs.resolve("spark-executors/app-1/0"));
        Files.writeString(executor.resolve("stderr"), "this trial, too\n");

        excerpt.copyTo(trial);

        assertThat(trial.resolve("broker.log")).hasContent("this trial\n");
        assertThat(trial.resolve("spark-executors/app-1/0/stderr")).hasContent("this trial, too\n");
        assertThat(trial.resolve("database.log")).doesNotExist();
    }
}
