package io.twinstream.lab.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class path of each {@link Role}, resolved when it is first asked for and remembered in a folder, so that the next
 * run need not ask Maven.
 */
public final class ClassPaths implements AutoCloseable {

    private final Versions versions;
    private final ClassPathFile remembered;
    private final MavenResolver maven = new MavenResolver();
    private final Map<Role, CompletableFuture<ClassPath>> resolved = new ConcurrentHashMap<>();

    /** @param folder where resolved class paths are remembered; made if it is not there */
    public ClassPaths(Versions versions, Path folder) {
        this.versions = versions;
        this.remembered = new ClassPathFile(folder.resolve("class-paths"));
    }

    /**
     * The role's class path. May be asked for by several threads at once.
     *
     * @throws EnvironmentException if an artifact is not to be had; the message names it
     */
    public ClassPath of(Role role) {
        CompletableFuture<ClassPath> mine = new CompletableFuture<>();
        CompletableFuture<ClassPath> other = resolved.putIfAbsent(role, mine);
        if (other != null) {
            return Joined.join(other);
        }
        try {
            mine.complete(resolve(role));
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        }
        return Joined.join(mine);
    }

    private ClassPath resolve(Role role) {
        var coordinates = role.coordinates(versions);
        return remembered.read(role, coordinates).orElseGet(() -> {
            ClassPath classPath = maven.resolve(role, coordinates);
            remembered.write(classPath, coordinates);
            return classPath;
        });
    }

    @Override
    public void close() {
        maven.close();
    }
}
