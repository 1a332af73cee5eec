package io.twinstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs ./mvnw among programs that are chosen here, with a home of its own. */
class MavenWrapperTest {

    private static final List<String> TOOLS = List.of(
            "cat", "curl", "dirname", "gzip", "head", "mkdir", "mktemp", "mv", "rm", "sed", "sh", "sha512sum", "tar");

    @TempDir
    private Path folder;

    private Path programs;
    private Path archive;

    /** A checkout whose pinned Maven is an archive with a script in it. */
    @BeforeEach
    void checkOut() throws Exception {
        programs = Files.createDirectories(folder.resolve("programs"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(programs.resolve(tool), onPath(tool));
        }
        script(folder.resolve("apache-maven-3.9.16/bin/mvn"), "echo pinned \"$@\"");
        archive = folder.resolve("repository/org/apache/maven/apache-maven/3.9.16/apache-maven-3.9.16-bin.tar.gz");
        Files.createDirectories(archive.getParent());
        said("tar", "-czf", archive.toString(), "-C", folder.toString(), "apache-maven-3.9.16");
        Files.copy(Path.of("mvnw"), folder.resolve("mvnw"));
        pin(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive))));
    }

    private void pin(String sha512) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve(".mvn")).resolve("maven.properties"),
                "# a comment\naccepted=3.8.7 3.9.16\nversion=3.9.16\nsha512=" + sha512 + "\n");
    }

    @Test
    void an_installed_maven_that_is_accepted_is_taken() throws Exception {
        install("3.8.7");
        assertThat(mvnw(Map.of(), "verify", "-Da=b c")).isEqualTo("0: installed verify -Da=b c\n");
    }

    @Test
    void one_that_is_not_accepted_brings_the_pinned_one_once() throws Exception {
        install("3.9.9");
        assertThat(mvnw(Map.of(), "verify", "-Da=b c")).isEqualTo("""
                0: mvnw: bringing Maven 3.9.16 (9 MB) by Maven 3.9.9, which is not one of those accepted
                pinned verify -Da=b c
                """);
        assertThat(mvnw(Map.of(), "test")).isEqualTo("0: pinned test\n");
    }

    @Test
    void without_one_the_repository_that_is_named_has_it() throws Exception {
        String repository = "file://" + folder.resolve("repository");
        assertThat(mvnw(Map.of("MVNW_REPOURL", repository), "test"))
                .startsWith("0: mvnw: bringing Maven 3.9.16 (9 MB) from " + repository)
                .endsWith("\npinned test\n");
    }

    @Test
    void without_one_and_without_a_repository_it_says_what_to_do() throws Exception {
        assertThat(mvnw(Map.of(), "test")).isEqualTo("""
                2: mvnw: there is no Maven; install Maven 3.8.7 or 3.9.16, or set MVNW_REPOURL to the address of a Maven repository.
                """);
    }

    @Test
    void another_archive_than_the_pinned_one_is_refused_and_not_kept() throws Exception {
        pin("0".repeat(128));
        install("3.9.9");
        assertThat(mvnw(Map.of(), "test"))
                .startsWith("2: ")
                .endsWith("mvnw: what came from Maven 3.9.9 is not Maven 3.9.16: its SHA-512 differs.\n");
        try (Stream<Path> left = Files.list(folder.resolve("home/.m2/twinstream-maven"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_java_home_without_java_is_named() throws Exception {
        install("3.8.7");
        assertThat(mvnw(Map.of("JAVA_HOME", "/no/where"), "test"))
                .isEqualTo("2: mvnw: JAVA_HOME is /no/where, which holds no JDK; point it to a JDK 17, 21 or 25.\n");
    }

    @Test
    void the_versions_that_are_accepted_are_among_those_that_the_build_takes() throws IOException {
        Properties pinned = new Properties();
        try (var in = Files.newBufferedReader(Path.of(".mvn/maven.properties"))) {
            pinned.load(in);
        }
        assertThat(pinned.getProperty("accepted").split(" "))
                .contains(pinned.getProperty("version"))
                .allMatch(version -> version.matches("3\\.(8\\.([6-9]|\\d\\d)|9\\.\\d+)"));
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>[3.8.6,4)</version>");
    }

    /** A Maven that says its version, copies the archive if it is asked to, and otherwise repeats what it was given. */
    private void install(String version) throws IOException {
        script(programs.resolve("mvn"), """
                case "$*" in
                --version) echo "Apache Maven %s (abc)" ;;
                *:copy*) cat "%s" > "${5#-DoutputDirectory=}/apache-maven-3.9.16-bin.tar.gz" ;;
                *) echo installed "$@" ;;
                esac
                """.formatted(version, archive));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Its exit code and what it prints. */
    private String mvnw(Map<String, String> variables, String... args) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("sh", folder.resolve("mvnw").toString()), Stream.of(args))
                        .toList());
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        return run(builder);
    }

    private static String said(String... words) throws Exception {
        return run(new ProcessBuilder(words));
    }

    private static String run(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() + ": " + said;
    }

    private static Path onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
