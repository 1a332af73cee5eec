package io.twinstream.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchiveTest {

    @TempDir
    private Path folder;

    private ClassDataArchive archive;

    @BeforeEach
    void open() {
        archive = new ClassDataArchive(folder, "compiler", Jdk.here(), new ClassPath(Role.SPARK, List.of()));
    }

    @Test
    void the_first_jvm_leaves_an_archive_and_the_next_starts_from_it() throws Exception {
        ClassDataArchive.Use first = archive.use();
        String cold = run(first);
        first.whenEnded().run();
        String warm = run(archive.use());

        assertThat(cold).doesNotContain("shared objects file (top)");
        assertThat(warm).contains("com.sun.tools.javac.main.Main source: shared objects file (top)");
        assertThat(files()).singleElement().asString().endsWith(".jsa");
    }

    @Test
    void one_jvm_at_a_time_promises_an_archive() {
        ClassDataArchive.Use first = archive.use();

        assertThat(archive.use().options()).isEmpty();
        first.whenEnded().run();
        assertThat(archive.use().options()).singleElement().asString().startsWith("-XX:ArchiveClassesAtExit=");
    }

    @Test
    void another_jdk_has_an_archive_of_its_own() throws Exception {
        ClassDataArchive.Use first = archive.use();
        run(first);
        first.whenEnded().run();
        Jdk other = new Jdk(Jdk.here().home(), 8, "8.0.1");

        assertThat(new ClassDataArchive(folder, "compiler", other, new ClassPath(Role.SPARK, List.of()))
                        .use()
                        .options())
                .singleElement()
                .asString()
                .startsWith("-XX:ArchiveClassesAtExit=");
    }

    @Test
    void a_jvm_that_is_killed_leaves_an_archive_if_it_is_asked_before() throws Exception {
        ClassDataArchive.Use guest = archive.useOfGuest();
        List<String> words = new ArrayList<>(List.of(ServerCommand.java()));
        words.addAll(guest.options());
        words.addAll(List.of("-m", "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider"));
        Process shell = new ProcessBuilder(words).redirectErrorStream(true).start();
        shell.inputReader().readLine(); // it has begun
        guest.dump().accept(shell.toHandle());
        shell.destroyForcibly().waitFor();
        guest.whenEnded().run();

        ClassDataArchive.Use next = archive.useOfGuest();

        assertThat(next.options()).singleElement().asString().startsWith("-XX:SharedArchiveFile=");
        assertThat(run(next)).contains("shared objects file (top)");
        assertThat(files()).singleElement().asString().endsWith(".jsa");
    }

    @Test
    void half_an_archive_is_not_kept() throws IOException {
        ClassDataArchive.Use killed = archive.use();
        String left = killed.options().get(0).replaceFirst(".*=", "");
        Files.write(Path.of(left), new byte[100]);
        killed.whenEnded().run();

        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** The compiler, printing where its classes come from. */
    private static String run(ClassDataArchive.Use use) throws Exception {
        List<String> words = new ArrayList<>(List.of(ServerCommand.java(), "-Xlog:class+load"));
        words.addAll(use.options());
        words.addAll(List.of("-m", "jdk.compiler/com.sun.tools.javac.Main", "--version"));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
