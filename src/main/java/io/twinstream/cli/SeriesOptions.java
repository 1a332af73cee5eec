package io.twinstream.cli;

import io.twinstream.archive.Manifest;
import io.twinstream.archive.MavenCommand;
import io.twinstream.archive.RunFolder;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import io.twinstream.lab.server.Checkout;
import io.twinstream.lab.server.EngineJdk;
import io.twinstream.lab.trial.LaboratoryOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command takes that runs trials. */
final class SeriesOptions {

    private static final Duration NO_LIMIT = Duration.ofDays(10);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = BudgetText.class,
            description =
                    "Begins no trial that would end later than after this time, for example 90m. Default: no limit.")
    private Duration budget = NO_LIMIT;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats what an earlier run has drawn. Default: drawn, and printed.")
    private Long seed;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            split = ",",
            description = "Goes on with a run: the folder that it printed. What was judged there is not done again.")
    private List<Path> resume = List.of();

    @Option(
            names = "--spare",
            paramLabel = "with|none",
            description =
                    "Whether a second worker stands ready to take over, in both engines. Default: ${DEFAULT-VALUE}.")
    private Spare spare = Spare.WITH;

    @Option(names = "--offline", description = "Asks no server for a missing artifact, as Maven does not with -o.")
    private boolean offline;

    @Option(
            names = "--engine-jdk",
            paramLabel = "JDK",
            description =
                    "The JDK that both engines run on, by its release or its folder, instead of the one that measures.")
    void engineJdk(String jdk) {
        System.setProperty(EngineJdk.SETTING, jdk);
    }

    /**
     * As the tests of the laboratory take them: {@code -Dtwinstream.environment=docker}, {@code -Dflink.version=2.2.1}.
     */
    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            mapFallbackValue = "",
            description = "Sets what docs/environments.md names, for example -Dtwinstream.environment=docker.")
    void set(Map<String, String> properties) {
        properties.forEach(System::setProperty);
    }

    Spare spare() {
        return spare;
    }

    Duration budget() {
        return budget;
    }

    /** The settings that were asked for; if none were, those of the runs that are gone on with. */
    List<Settings> settings(List<Settings> asked) throws IOException {
        if (!asked.isEmpty()) {
            return asked.stream().distinct().toList();
        }
        if (resume.isEmpty()) {
            return List.of(Settings.TUNED);
        }
        List<Settings> theirs = new ArrayList<>();
        for (Path run : resume) {
            theirs.add(settingsOf(run));
        }
        return theirs.stream().distinct().toList();
    }

    /** Likewise for a command whose trials all have the same. */
    Settings settings(Settings asked) throws IOException {
        List<Settings> those = settings(asked == null ? List.of() : List.of(asked));
        if (those.size() > 1) {
            throw new ParameterException(command.commandLine(), "--resume names several runs; name one.");
        }
        return those.get(0);
    }

    private static Settings settingsOf(Path run) throws IOException {
        return RunFolder.open(run)
                .manifest()
                .map(Manifest::settings)
                .map(Settings::of)
                .orElse(Settings.TUNED);
    }

    /** What to open a laboratory with for each of these settings. */
    List<LaboratoryOptions> laboratories(List<Settings> settings) throws IOException {
        if (offline) {
            System.setProperty("twinstream.maven.offline", "true");
        }
        List<Path> runs = new ArrayList<>(resume);
        Path project = Checkout.folder();
        String words = CommandWords.of(command.commandLine().getParseResult());
        long drawn = seed == null ? LaboratoryOptions.drawnSeed() : seed;
        Instant begun = Instant.now();
        List<LaboratoryOptions> options = new ArrayList<>();
        for (Settings one : settings) {
            // A run's folder has the second of its begin for a name.
            Instant own = begun.plusSeconds(options.size());
            options.add(new LaboratoryOptions(
                    MavenCommand.typed(words, project.toAbsolutePath(), drawn, own),
                    project.resolve(Path.of("results", "local")),
                    taken(runs, one, settings.size() == 1),
                    one));
        }
        if (!runs.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resume names " + runs.get(0) + " as well, whose settings are not among these or come twice.");
        }
        return options;
    }

    /**
     * The run with these settings, taken out of those that are left; of a single one the laboratory says what does not
     * fit.
     */
    private static Optional<Path> taken(List<Path> runs, Settings settings, boolean single) throws IOException {
        for (Path run : runs) {
            if (single || settingsOf(run).equals(settings)) {
                runs.remove(run);
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }
}
