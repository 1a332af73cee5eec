package io.twinstream.lab.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The archives of servers that live as long as a run, by kind. One that is ended in good order leaves its archive to
 * those that are started later. Only where a run asks for it ({@value #SETTING}): what is measured starts as it would
 * anywhere.
 */
final class ServerArchives {

    static final String SETTING = "twinstream.archive.servers";

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final ClassDataArchive.Use NONE = new ClassDataArchive.Use(List.of(), () -> {});

    private final Site site;
    private final Role role;
    private final Jdk jdk;
    private final Map<String, ClassDataArchive> archives = new ConcurrentHashMap<>();
    private final Map<ServerProcess, ClassDataArchive.Use> running = new ConcurrentHashMap<>();

    /** @param jdk that the processes run on */
    ServerArchives(Site site, Role role, Jdk jdk) {
        this.site = site;
        this.role = role;
        this.jdk = jdk;
    }

    /** For one more JVM of this kind, which is reported to {@link #started}. */
    ClassDataArchive.Use use(String kind) {
        return Boolean.getBoolean(SETTING)
                ? archives.computeIfAbsent(kind, this::archive).use()
                : NONE;
    }

    private ClassDataArchive archive(String kind) {
        return new ClassDataArchive(site.cache().resolve("class-data"), kind, jdk, site.classPath(role));
    }

    void started(ServerProcess process, ClassDataArchive.Use use) {
        running.put(process, use);
    }

    /** Keeps what a process has left that is gone. */
    void ended(ServerProcess process) {
        Optional.ofNullable(running.remove(process))
                .ifPresent(use -> use.whenEnded().run());
    }

    /** Ends it in good order if an archive is to be had of it. */
    void collect(ServerProcess process) {
        ClassDataArchive.Use use = running.get(process);
        if (use != null && use.leavesOne() && process.isAlive()) {
            process.stop(DEADLINE);
        }
    }
}
