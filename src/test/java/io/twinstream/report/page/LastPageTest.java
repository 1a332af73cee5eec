package io.twinstream.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.report.chart.Typeface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C ends a run, whose page is then written by a process that is ending. */
class LastPageTest {

    @TempDir
    private Path root;

    @Test
    void a_process_that_is_ending_draws_the_page_of_its_run() throws Exception {
        Path run = root.resolve("run");
        Path published = Path.of("results", "published-original");
        try (var files = Files.walk(published)) {
            for (Path file : files.toList()) {
                Files.copy(file, run.resolve(published.relativize(file)));
            }
        }

        Process ending = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Ending.class.getName(),
                        run.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(ending.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ending.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(run.resolve(RunPage.FILE)).content().contains("<svg");
    }

    /** Begins as a laboratory does, and writes the page when it ends. */
    static final class Ending {

        private Ending() {}

        public static void main(String[] args) {
            Typeface.prepare();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(args[0])), "last page"));
        }

        private static void write(Path run) {
            try {
                RunPage.write(run);
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
