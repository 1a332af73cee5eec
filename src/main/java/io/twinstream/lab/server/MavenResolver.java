package io.twinstream.lab.server;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Resolves coordinates as Maven does, from the user's settings and local repository. What the build was given on its
 * command line comes in as system properties: {@code maven.repo.local}, {@code twinstream.maven.offline},
 * {@code twinstream.maven.settings} and {@code twinstream.maven.global.settings}. Where it says nothing, as to a
 * command of the jar, the settings are those that {@code mvn} would read.
 */
final class MavenResolver implements AutoCloseable {

    private Context context;

    ClassPath resolve(Role role, List<String> coordinates) {
        Context maven = context();
        CollectRequest collect = new CollectRequest();
        for (String coordinate : coordinates) {
            collect.addDependency(new Dependency(new DefaultArtifact(coordinate), JavaScopes.COMPILE));
        }
        collect.setRepositories(maven.remoteRepositories());
        DependencyRequest request =
                new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        try {
            return new ClassPath(
                    role,
                    maven
                            .repositorySystem()
                            .resolveDependencies(maven.repositorySystemSession(), request)
                            .getArtifactResults()
                            .stream()
                            .map(result -> entry(result.getArtifact()))
                            .toList());
        } catch (DependencyResolutionException e) {
            throw new EnvironmentException(
                    "The class path of " + role.id() + " cannot be resolved: " + firstLine(e)
                            + (offline() ? " Maven is offline: run once without -o." : ""),
                    e);
        }
    }

    private static ClassPath.Entry entry(Artifact artifact) {
        Path file = artifact.getFile().toPath().toAbsolutePath();
        String classifier = artifact.getClassifier().isEmpty() ? "" : artifact.getClassifier() + ":";
        String coordinates =
                artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + classifier + artifact.getVersion();
        return new ClassPath.Entry(coordinates, Sha256.of(file), file);
    }

    private synchronized Context context() {
        if (context == null) {
            ContextOverrides.Builder overrides =
                    ContextOverrides.create().withUserSettings(true).offline(offline());
            path("maven.repo.local").ifPresent(overrides::withLocalRepositoryOverride);
            path("twinstream.maven.settings").ifPresent(overrides::withUserSettingsXmlOverride);
            path("twinstream.maven.global.settings")
                    .or(() -> InstalledMaven.globalSettings(System.getenv()))
                    .ifPresent(overrides::withGlobalSettingsXmlOverride);
            context = Runtimes.INSTANCE.getRuntime().create(overrides.build());
        }
        return context;
    }

    private static boolean offline() {
        return Boolean.getBoolean("twinstream.maven.offline");
    }

    private static Optional<Path> path(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }

    @Override
    public synchronized void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
