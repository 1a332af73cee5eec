package io.twinstream.lab.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The classes of one kind of JVM, parsed and verified (class-data sharing, JEP 350), so that the next of its kind need
 * not do it again. One that ends in good order leaves the archive for all later ones, of later runs too. A JVM that
 * finds its archive unfit does without.
 */
final class ClassDataArchive {

    private static final String LEAVE = "-XX:ArchiveClassesAtExit=";

    /** For a JVM that is not left the time to archive its classes as it exits; it is asked before. */
    private static final String RECORD = "-XX:+RecordDynamicDumpInfo";

    private static final Duration DUMP = Duration.ofSeconds(60);

    private final Jdk jdk;
    private final Path file;
    private final Path unfinished;
    private final AtomicBoolean promised = new AtomicBoolean();

    /**
     * The archive of a kind of JVM; it may not be there yet.
     *
     * @param folder made if it is not there
     * @param jdk of the JVMs: on another the archive is worthless
     * @param classPath of the JVMs: with another the archive is worthless
     */
    ClassDataArchive(Path folder, String kind, Jdk jdk, ClassPath classPath) {
        this.jdk = jdk;
        String name = kind + "-" + jdk.version() + "-" + classPath.fingerprint();
        this.file = Site.makeFolder(folder).resolve(name + ".jsa");
        this.unfinished = folder.resolve(name + "-" + ProcessHandle.current().pid() + ".unfinished");
    }

    /** For one more JVM: it starts from the archive, or leaves one if no other has promised to, or neither. */
    Use use() {
        if (Files.exists(file)) {
            return new Use(List.of("-XX:SharedArchiveFile=" + file), () -> {});
        }
        return promised.compareAndSet(false, true)
                ? new Use(List.of(LEAVE + unfinished), this::keep)
                : new Use(List.of(), () -> {});
    }

    /**
     * Likewise, for a JVM that somebody else ends, who may not wait until it has left an archive: it leaves one when it
     * is {@link Use#dump asked}.
     */
    Use useOfGuest() {
        Use use = use();
        return use.leavesOne() ? new Use(List.of(RECORD), this::keep, this::dump) : use;
    }

    private void dump(ProcessHandle jvm) {
        Path jcmd = jdk.home().resolve("bin/jcmd");
        try {
            Process dump = new ProcessBuilder(
                            jcmd.toString(),
                            Long.toString(jvm.pid()),
                            "VM.cds",
                            "dynamic_dump",
                            unfinished.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!dump.waitFor(DUMP.toSeconds(), TimeUnit.SECONDS)) {
                dump.destroyForcibly();
            }
        } catch (IOException e) {
            // A runtime without tools: it does without an archive, too.
            System.getLogger(ClassDataArchive.class.getName()).log(System.Logger.Level.DEBUG, jcmd.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What one JVM has to do with it.
     *
     * @param options that it is started with
     * @param whenEnded to be run when it has ended, for what it has left
     * @param dump to be run with it before it is ended
     */
    record Use(List<String> options, Runnable whenEnded, Consumer<ProcessHandle> dump) {

        Use(List<String> options, Runnable whenEnded) {
            this(options, whenEnded, jvm -> {});
        }

        /** Whether it will leave an archive. */
        boolean leavesOne() {
            return options.stream().anyMatch(option -> option.startsWith(LEAVE));
        }
    }

    private void keep() {
        try {
            if (Files.exists(unfinished) && isComplete()) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            promised.set(false);
        }
    }

    /** The header is written last; until then there are zeros in its place. */
    private boolean isComplete() throws IOException {
        try (InputStream archive = Files.newInputStream(unfinished)) {
            return archive.read() > 0;
        }
    }
}
