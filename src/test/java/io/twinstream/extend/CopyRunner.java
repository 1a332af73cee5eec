package io.twinstream.extend;

import io.twinstream.environment.Role;
import io.twinstream.environment.ServerCommand;
import io.twinstream.environment.ServerLog;
import io.twinstream.environment.ServerProcess;
import io.twinstream.environment.Site;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compiles a copy of the project and runs what came of it, each in a process that is under the site's watchdog. */
final class CopyRunner {

    /** Leads to what this project's servers have resolved and unpacked. */
    static final String ENVIRONMENT = "target/environment";

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final String CLASSES = "target/classes";
    private static final String TEST_CLASSES = "target/test-classes";

    private final ProjectCopy copy;
    private final Site site;

    CopyRunner(ProjectCopy copy, Site site) {
        this.copy = copy;
        this.site = site;
    }

    /**
     * Compiles all but the tests of the jobs, which need what an engine brings for its own tests.
     *
     * @throws io.twinstream.environment.EnvironmentException if it does not compile; the message has the compiler's last lines
     */
    void compile() throws IOException {
        Files.createDirectories(copy.file("target"));
        Files.createSymbolicLink(copy.file(ENVIRONMENT), site.cache());
        ProjectCopy.copyTree(copy.file("src/main/resources"), copy.file(CLASSES));
        String engines = path(
                site.classPaths().of(Role.FLINK).argument(),
                site.classPaths().of(Role.SPARK).argument());
        javac("javac-main", CLASSES, path(ServerCommand.testClassPath(), engines), copy.sources("src/main/java"));
        Path flink = copy.file("src/test/java/io/twinstream/pipeline/flink");
        Path spark = copy.file("src/test/java/io/twinstream/pipeline/spark");
        javac(
                "javac-test",
                TEST_CLASSES,
                path(copy.file(CLASSES).toString(), ServerCommand.testClassPath()),
                copy.sources("src/test/java").stream()
                        .filter(source -> !source.startsWith(flink) && !source.startsWith(spark))
                        .toList());
    }

    private void javac(String name, String to, String classPath, List<Path> sources) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-proc:none",
                "-nowarn",
                "-encoding",
                "UTF-8",
                "-d",
                copy.file(to).toString(),
                "-cp",
                classPath));
        sources.forEach(source -> words.add(source.toString()));
        run(new ServerCommand(name, words, Map.of(), log(name)));
    }

    /** What a command of the jar prints. */
    String command(String... words) {
        return java(words[0], "io.twinstream.cli.Main", List.of(words));
    }

    /**
     * What these tests print, each a class or {@code Class#method}.
     *
     * @throws io.twinstream.environment.EnvironmentException if one of them is not passed
     */
    String test(List<String> tests) {
        return java("tests", ChosenTests.class.getName(), tests);
    }

    /** What was compiled hides what this process was compiled to; resources of the tests and templates are taken from there. */
    private String java(String name, String mainClass, List<String> args) {
        String classPath =
                path(copy.file(TEST_CLASSES).toString(), copy.file(CLASSES).toString(), ServerCommand.testClassPath());
        List<String> options = Stream.concat(Stream.of("-Xmx512m"), settings()).toList();
        ServerLog log = run(ServerCommand.ofJava(name, log(name), classPath, options, mainClass, args));
        return String.join("\n", log.lines()) + "\n";
    }

    /** What this run was told holds for the copy, too. */
    private static Stream<String> settings() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name ->
                        name.matches("twinstream\\..*|maven\\.repo\\.local|(kafka|postgresql\\.server)\\.version"))
                .map(name -> "-D" + name + "=" + System.getProperty(name));
    }

    private ServerLog run(ServerCommand command) {
        ServerProcess process = ServerProcess.start(command.in(copy.folder()), site.watchdog());
        process.awaitSuccess(DEADLINE);
        return process.log();
    }

    private Path log(String name) {
        return copy.file("target/" + name + ".log");
    }

    private static String path(String... parts) {
        return String.join(File.pathSeparator, parts);
    }
}
