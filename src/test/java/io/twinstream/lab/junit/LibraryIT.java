package io.twinstream.lab.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinstream.lab.server.ServerCommand;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a library: a test in a project of somebody else, compiled and run away from this checkout. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LibraryIT {

    private static final String THEIR_TEST = """
            import static io.twinstream.lab.junit.OutcomeAssert.assertThat;
            import static io.twinstream.lab.lane.Floor.floor;
            import static io.twinstream.lab.trial.Experiment.within;
            import static io.twinstream.lab.workload.Ticks.ticks;

            import io.twinstream.lab.junit.ExperimentTest;
            import io.twinstream.lab.trial.Experiment;
            import java.time.Duration;
            import org.junit.jupiter.api.Test;

            @ExperimentTest
            class TheirTest {
                @Test
                void every_tick_has_a_row(Experiment experiment) throws Exception {
                    var outcome = experiment
                            .given(floor())
                            .fedWith(ticks().perSecond(100).lasting(Duration.ofSeconds(5)))
                            .drained(within(Duration.ofMinutes(2)));

                    assertThat(outcome).everySubjectKeptItsContract().everySubjectHasARowForEveryTick();
                }
            }
            """;

    private static final String THEIR_RUNNER = """
            import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

            import java.io.PrintWriter;
            import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
            import org.junit.platform.launcher.core.LauncherFactory;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

            class TheirRunner {
                public static void main(String[] args) {
                    SummaryGeneratingListener listener = new SummaryGeneratingListener();
                    LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(TheirTest.class))
                            .build(), listener);
                    listener.getSummary().printFailuresTo(new PrintWriter(System.out, true));
                    System.out.println("their tests: " + listener.getSummary().getTestsSucceededCount() + " passed");
                }
            }
            """;

    /** What their project brings itself: these are optional dependencies of the jar. */
    private static final Pattern OF_TESTS =
            Pattern.compile("(junit-|opentest4j|apiguardian|jspecify|assertj|byte-buddy).*\\.jar");

    @TempDir
    private Path project;

    private String classPath;

    @BeforeEach
    void carryTheJarAway() throws IOException {
        Path jar = Path.of(System.getProperty("twinstream.jar"));
        Path carried = Files.copy(jar, project.resolve("twinstream.jar"));
        Stream<String> theirs = Stream.of(ServerCommand.testClassPath().split(File.pathSeparator))
                .filter(file ->
                        OF_TESTS.matcher(Path.of(file).getFileName().toString()).matches());
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            Stream<String> ours =
                    Stream.concat(Stream.of(project, carried), libraries).map(Path::toString);
            classPath = Stream.concat(ours, theirs).collect(Collectors.joining(File.pathSeparator));
        }
    }

    @Test
    void a_test_of_another_project_runs_an_experiment() throws Exception {
        compile();

        Process tests = new ProcessBuilder(command())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tests.waitFor()).as(printed).isZero();
        assertThat(printed)
                .contains("their tests: 1 passed")
                .containsPattern("floor/UPSERT +ONCE +VALID +500 records, +500 rows");
        try (Stream<Path> runs = Files.list(project.resolve("results").resolve("local"))) {
            assertThat(runs)
                    .singleElement()
                    .satisfies(run -> assertThat(run.resolve("report.html")).exists());
        }
    }

    private void compile() throws IOException {
        Path test = Files.writeString(project.resolve("TheirTest.java"), THEIR_TEST);
        Path runner = Files.writeString(project.resolve("TheirRunner.java"), THEIR_RUNNER);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, test.toString(), runner.toString());
        assertThat(exit).isZero();
    }

    /** It resolves artifacts as this build does, so it needs no network where this build needs none. */
    private List<String> command() {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.equals("maven.repo.local")
                        || name.startsWith("twinstream.maven.")
                        || name.startsWith("twinstream.environment"))
                .forEach(name -> words.add("-D" + name + "=" + System.getProperty(name)));
        words.addAll(List.of("-cp", classPath, "TheirRunner"));
        return words;
    }
}
