package io.twinstream.results;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run was run with. It names no host and no path, so that it can be published.
 *
 * @param begun in UTC, ISO 8601
 * @param versions of the engines and servers, by name
 * @param classPaths by role: what each process was started with
 */
public record Manifest(
        String begun,
        String commit,
        Map<String, String> versions,
        Map<String, List<Artifact>> classPaths,
        Machine machine) {

    /** A jar, as it was resolved. */
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
