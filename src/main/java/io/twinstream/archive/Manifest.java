package io.twinstream.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.sun.management.OperatingSystemMXBean;
import io.twinstream.checker.Verdict;
import io.twinstream.experiment.Cell;
import io.twinstream.experiment.Gap;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run was run with. It names no host and no path, so that it can be published.
 *
 * @param begun in UTC, ISO 8601
 * @param commit that it was made with; several, with commas between, if it was gone on with
 * @param settings of the engines: {@code tuned}, {@code original} or others
 * @param servers the form of broker and database; null in manifests of a time when there was one form, processes
 * @param versions of the engines and servers, by name; of a server in a container, its image
 * @param classPaths by role: what each process was started with, or the image and its id
 * @param configuration by role: what was set by name, addresses and folders left out
 * @param commands one for each time that the run was begun or gone on with
 * @param cells null if none of its trials was judged
 */
public record Manifest(
        String begun,
        String commit,
        String settings,
        Servers servers,
        Map<String, String> versions,
        Map<String, List<Artifact>> classPaths,
        Map<String, Map<String, String>> configuration,
        Machine machine,
        List<MavenCommand> commands,
        Cells cells) {

    public Manifest {
        configuration = configuration == null ? Map.of() : configuration; // of a time before these were kept
        commands = commands == null ? List.of() : List.copyOf(commands);
    }

    /**
     * This, and what an earlier manifest of the same run names besides: its begin, its commit, servers that do not run
     * now.
     */
    public Manifest after(Manifest earlier) {
        return new Manifest(
                earlier.begun(),
                earlier.madeWith(commit) ? earlier.commit() : earlier.commit() + ", " + commit,
                settings,
                servers,
                joined(earlier.versions(), versions),
                joined(earlier.classPaths(), classPaths),
                joined(earlier.configuration(), configuration),
                machine,
                Stream.concat(earlier.commands().stream(), commands.stream()).toList(),
                cells == null ? earlier.cells() : cells.after(earlier.cells()));
    }

    /** This, with what became of each cell as these trials tell. */
    Manifest with(Collection<JudgedSubject> judged) {
        return new Manifest(
                begun,
                commit,
                settings,
                servers,
                versions,
                classPaths,
                configuration,
                machine,
                commands,
                Cells.of(List.of(), judged).after(cells));
    }

    /**
     * Keeps a run from going on with other settings: a table of both would compare what cannot be compared.
     *
     * @throws IllegalArgumentException if this run was made with others
     */
    public void requireSettings(String now) {
        if (!now.equals(settings)) {
            throw new IllegalArgumentException("This run was made with the settings " + settings
                    + " and cannot go on with " + now + "; resume it with its own, or begin a new run.");
        }
    }

    /**
     * Keeps a run from going on with its servers in another form: its manifest has one for all trials.
     *
     * @throws IllegalArgumentException if it was made with the other
     */
    public void requireForm(String now) {
        if (servers != null && !servers.form().equals(now)) {
            throw new IllegalArgumentException("This run was made with -Dtwinstream.environment=" + servers.form()
                    + " and cannot go on with " + now + "; resume it with its own, or begin a new run.");
        }
    }

    /**
     * Keeps a run from going on with a machine of another kind: its manifest has one for all trials.
     *
     * @throws IllegalArgumentException if it was made on another
     */
    public void requireMachine(Machine now) {
        RunConditions.difference(machine, now).ifPresent(difference -> {
            throw new IllegalArgumentException("This run cannot go on here. " + difference + " Begin a new run.");
        });
    }

    /** Whether it is known of all of its trials that they are of the matrix, where nothing aims at a moment. */
    @JsonIgnore
    public boolean isOfMatrix() {
        return !commands.isEmpty() && commands.stream().allMatch(MavenCommand::isOfMatrix);
    }

    private boolean madeWith(String other) {
        return List.of(commit.split(", ", -1)).contains(other);
    }

    /**
     * What is worth a warning before a run with this manifest goes on with that one; empty if nothing is, else
     * sentences.
     */
    public List<String> differences(String nowCommit, Map<String, String> nowVersions) {
        List<String> differences = new ArrayList<>();
        if (!commit.equals(nowCommit)) {
            differences.add("This run was made with commit " + commit + " and goes on with " + nowCommit
                    + ": its trials may not be comparable.");
        }
        nowVersions.forEach((name, version) -> {
            String former = versions.getOrDefault(name, version);
            if (!former.equals(version)) {
                differences.add("This run was made with " + name + " " + former + " and goes on with " + version
                        + ": its trials are not comparable.");
            }
        });
        return differences;
    }

    private static <V> Map<String, V> joined(Map<String, V> earlier, Map<String, V> now) {
        Map<String, V> joined = new TreeMap<>(earlier);
        joined.putAll(now);
        return joined;
    }

    /**
     * How broker and database ran.
     *
     * @param form {@code process} or {@code docker}
     * @param reason why so
     */
    public record Servers(String form, String reason) {}

    /**
     * What became of each cell.
     *
     * @param planned what the commands were to run, and what they ran
     * @param done those with a trial that says something
     * @param unknown those with a trial that says nothing, its verdict being UNKNOWN
     * @param notApplicable cells that there are no trials of, and why
     */
    public record Cells(List<String> planned, List<String> done, List<String> unknown, List<String> notApplicable) {

        /** As the trials of a run tell. */
        public static Cells of(Collection<Cell> planned, Collection<JudgedSubject> judged) {
            return new Cells(
                    texts(Stream.concat(planned.stream(), judged.stream().map(JudgedSubject::cell))),
                    texts(judged.stream()
                            .filter(cell -> cell.verdict() != Verdict.UNKNOWN)
                            .map(JudgedSubject::cell)),
                    texts(judged.stream()
                            .filter(cell -> cell.verdict() == Verdict.UNKNOWN)
                            .map(JudgedSubject::cell)),
                    Gap.all().stream().map(Gap::text).toList());
        }

        /** These, and what an earlier command of the same run had planned. */
        public Cells after(Cells earlier) {
            return earlier == null
                    ? this
                    : new Cells(
                            Stream.concat(planned.stream(), earlier.planned().stream())
                                    .distinct()
                                    .sorted()
                                    .toList(),
                            done,
                            unknown,
                            notApplicable);
        }

        private static List<String> texts(Stream<Cell> cells) {
            return cells.map(Cell::toString).distinct().sorted().toList();
        }
    }

    /** A jar, as it was resolved, or an image. */
    public record Artifact(String coordinate, String sha256) {}

    /**
     * Where it ran.
     *
     * @param cpu the processor's name; {@code unknown} where the system does not tell
     * @param memoryBytes of the machine or of the container
     */
    public record Machine(String cpu, int cores, long memoryBytes, String os, String jvm) {

        /** The machine that this runs on. */
        public static Machine here() {
            long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
            return new Machine(
                    processor(),
                    Runtime.getRuntime().availableProcessors(),
                    memory,
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"),
                    System.getProperty("java.vm.name") + " " + Runtime.version());
        }

        private static String processor() {
            try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown");
            } catch (IOException e) {
                return "unknown"; // not Linux
            }
        }
    }
}
