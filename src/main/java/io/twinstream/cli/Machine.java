package io.twinstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.twinstream.lab.server.Choice;
import io.twinstream.lab.server.Docker;
import io.twinstream.lab.server.EngineJdk;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What the doctor looks at.
 *
 * @param java the feature release, for example 17
 * @param compiler whether this is a JDK and not only a run-time
 * @param engines the JDK that the engines would run on
 * @param maven the version that {@code mvn} reports; empty if there is none
 * @param wrapper whether {@code ./mvnw} is here and can bring a Maven, or has done so
 * @param memory that is available, in bytes
 * @param disk that is free here, in bytes
 * @param choice the form that broker and database would have
 * @param docker whether there is an engine for containers
 * @param dropsRoot whether there is a tool that runs a program as another user
 * @param fonts whether this Java can measure letters, as charts have to
 * @param firstEphemeral the lowest port that the system gives to clients
 * @param bindable how many of the ports below that were free, of those tried
 */
record Machine(
        int java,
        boolean compiler,
        EngineJdk engines,
        String maven,
        boolean wrapper,
        long memory,
        long disk,
        Choice choice,
        Docker docker,
        boolean root,
        boolean dropsRoot,
        boolean fonts,
        int firstEphemeral,
        int bindable) {

    private static final int USUAL_FIRST_EPHEMERAL = 32768;

    /** The lowest port that a server of a run is given. */
    private static final int LOWEST = 15_000;

    /** The machine this runs on, seen from this folder. */
    static Machine here() {
        int ephemeral = lowestEphemeralPort();
        return new Machine(
                Runtime.version().feature(),
                ToolProvider.getSystemJavaCompiler() != null,
                EngineJdk.here(),
                mavenVersion(),
                Files.isExecutable(Path.of("mvnw")) && bringsMaven(),
                availableMemory(),
                Path.of("").toAbsolutePath().toFile().getUsableSpace(),
                Choice.here(),
                Docker.look(),
                "root".equals(System.getProperty("user.name")),
                Stream.of("setpriv", "unshare").anyMatch(Machine::isOnPath),
                measuresLetters(),
                ephemeral,
                freePorts(ephemeral));
    }

    /** As ./mvnw does: with any Maven, from the repository that is named, or earlier. */
    private static boolean bringsMaven() {
        return isOnPath("mvn")
                || System.getenv("MVNW_REPOURL") != null
                || Files.isDirectory(Path.of(System.getProperty("user.home"), ".m2", "twinstream-maven"));
    }

    private static String mavenVersion() {
        Matcher version = Pattern.compile("Apache Maven (\\S+)").matcher(output("mvn", "-B", "-v"));
        return version.find() ? version.group(1) : "";
    }

    private static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    // A container's limit can be far below what the kernel says is available.
    private static long availableMemory() {
        long limit = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        Pattern available = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
        return lines("/proc/meminfo").stream()
                .map(available::matcher)
                .filter(Matcher::matches)
                .map(line -> Math.min(limit, Long.parseLong(line.group(1)) * 1024))
                .findFirst()
                .orElse(limit);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean measuresLetters() {
        System.setProperty("java.awt.headless", "true");
        try {
            return !new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                    .getStringBounds("a", new FontRenderContext(null, true, true))
                    .isEmpty();
        } catch (LinkageError | InternalError e) {
            return false; // without FreeType the one, without fontconfig the other
        }
    }

    private static int lowestEphemeralPort() {
        return lines("/proc/sys/net/ipv4/ip_local_port_range").stream()
                .map(line -> new Scanner(line).nextInt())
                .findFirst()
                .orElse(USUAL_FIRST_EPHEMERAL);
    }

    private static int freePorts(int below) {
        int free = 0;
        for (int port = below - 1; port > Math.max(LOWEST - 1, below - 1 - Doctor.PORTS_TRIED); port--) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                free++;
            } catch (IOException e) {
                // taken, which is what is counted
            }
        }
        return free;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            return List.of();
        }
    }
}
