package io.twinstream.lab.trial;

import io.twinstream.archive.Manifest;
import io.twinstream.archive.MavenCommand;
import io.twinstream.archive.RunFolder;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Settings;
import io.twinstream.lab.server.Choice;
import io.twinstream.lab.server.Environment;
import io.twinstream.lab.server.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the manifest of a run says of how it is run, kept true while it runs. */
final class RunDescription {

    private final MavenCommand command;
    private final RunFolder run;
    private final Settings settings;
    private final Optional<Manifest> earlier;
    private final Set<Part> described = EnumSet.noneOf(Part.class);
    private final Set<String> warned = new HashSet<>();
    private Set<Cell> planned = Set.of();

    /**
     * Of a run that this command begins or goes on with.
     *
     * @throws IllegalArgumentException if it was made with other settings, with its servers in another form or on a
     *     machine of another kind
     */
    RunDescription(MavenCommand command, RunFolder run, Settings settings) throws IOException {
        this.command = command;
        this.run = run;
        this.settings = settings;
        this.earlier = run.manifest();
        earlier.ifPresent(manifest -> {
            manifest.requireSettings(settings.name());
            manifest.requireForm(Choice.here().form().id());
            manifest.requireMachine(Manifest.Machine.here());
        });
    }

    /** What the run is to do. */
    void plans(Set<Cell> cells) {
        planned = cells;
    }

    /**
     * Writes it if a server runs that it does not name yet, and warns of what differs from what the run was begun with.
     */
    void update(Environment environment) {
        if (described.addAll(environment.timesToReady().keySet())) {
            write(command, environment);
        }
    }

    /** Writes that the command has ended; nothing if none of the servers has run. */
    void end(Environment environment) {
        if (!described.isEmpty()) {
            write(command.ended(Instant.now()), environment);
        }
    }

    private void write(MavenCommand now, Environment environment) {
        Map<String, String> versions = new TreeMap<>();
        Map<String, List<Manifest.Artifact>> classPaths = new TreeMap<>();
        Map<String, Map<String, String>> configuration = new TreeMap<>();
        for (Part part : described) {
            versions.put(part.role().id(), environment.version(part));
            classPaths.put(
                    part.role().id(),
                    environment.madeOf(part).entrySet().stream()
                            .map(made -> new Manifest.Artifact(made.getKey(), made.getValue()))
                            .toList());
            configuration.put(part.role().id(), environment.configuration(part));
        }
        Choice choice = environment.site().choice();
        earlier.ifPresent(manifest -> manifest.differences(command.commit(), versions).stream()
                .filter(warned::add)
                .forEach(System.out::println));
        try {
            Manifest manifest = new Manifest(
                    command.begun(),
                    command.commit(),
                    settings.name(),
                    new Manifest.Servers(choice.form().id(), choice.reason()),
                    versions,
                    classPaths,
                    configuration,
                    Manifest.Machine.here(),
                    List.of(now),
                    Manifest.Cells.of(planned, run.judged()));
            run.write(earlier.map(manifest::after).orElse(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest of " + run.path() + " cannot be written: " + e, e);
        }
    }
}
