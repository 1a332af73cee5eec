package io.twinstream.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThatIOException;

import io.twinstream.pipeline.PipelineSettings;
import io.twinstream.sink.SinkTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickQueryTest {

    @TempDir
    private Path folder;

    @Test
    void a_folder_of_checkpoints_that_cannot_be_made_is_an_io_exception() throws IOException {
        String below =
                Files.createFile(folder.resolve("file")).resolve("checkpoints").toString();
        TickQuery query = TickQuery.ofBatches(PipelineSettings.parse(
                SinkTables.SPARK,
                Duration.ofSeconds(15),
                "--bootstrap",
                "127.0.0.1:1",
                "--jdbc",
                "jdbc:postgresql://127.0.0.1:1/prices",
                "--sink",
                "upsert",
                "--checkpoints",
                below));

        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            assertThatIOException().isThrownBy(() -> query.start(spark)).withMessageContaining(folder.toString());
        }
    }
}
