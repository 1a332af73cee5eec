package io.twinstream.cli;

import io.twinstream.lab.server.Docker;
import io.twinstream.lab.server.EngineJdk;
import io.twinstream.lab.server.Form;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the suite needs, and whether a machine has it. */
final class Doctor {

    /** How many ports are tried, several times what the servers of a run take. */
    static final int PORTS_TRIED = 200;

    private static final int PORTS_NEEDED = 50;
    private static final long GIB = 1L << 30;
    private static final long GB = 1_000_000_000L;
    private static final long MEMORY = 5 * GIB;
    private static final long DISK = 3 * GB;

    private Doctor() {}

    static List<Check> examine(Machine machine) {
        return List.of(
                jdk(machine),
                engines(machine),
                maven(machine),
                memory(machine),
                disk(machine),
                servers(machine),
                root(machine),
                fonts(machine),
                ports(machine));
    }

    private static Check jdk(Machine machine) {
        return new Check(
                "jdk",
                machine.java() >= 17 && machine.compiler(),
                "Java " + machine.java() + (machine.compiler() ? " measures" : " without a compiler"),
                "install a JDK 17, 21 or 25 and set JAVA_HOME to it");
    }

    private static Check engines(Machine machine) {
        EngineJdk choice = machine.engines();
        return new Check(
                "engines",
                choice.jdk().isPresent(),
                choice.jdk().isPresent() ? choice.toString() : "no JDK that both run on",
                choice.reason());
    }

    private static Check maven(Machine machine) {
        String found = machine.wrapper()
                ? "./mvnw brings one"
                : machine.maven().isEmpty() ? "no mvn, and no ./mvnw that could bring one" : "Maven " + machine.maven();
        return new Check(
                "maven",
                machine.wrapper() || suffices(machine.maven()),
                found,
                "install Maven 3.8.6 or a later 3.x, or set MVNW_REPOURL to a Maven repository for ./mvnw in the checkout");
    }

    private static boolean suffices(String maven) {
        Matcher version = Pattern.compile("3\\.(\\d+)\\.(\\d+).*").matcher(maven);
        if (!version.matches()) {
            return false;
        }
        int minor = Integer.parseInt(version.group(1));
        return minor > 8 || (minor == 8 && Integer.parseInt(version.group(2)) >= 6);
    }

    private static Check memory(Machine machine) {
        return new Check(
                "memory",
                machine.memory() >= MEMORY,
                String.format(Locale.ROOT, "%.1f GiB available", machine.memory() / (double) GIB),
                "5 GiB are needed for Kafka, PostgreSQL and both engines; end other programs or take a larger machine");
    }

    private static Check disk(Machine machine) {
        return new Check(
                "disk",
                machine.disk() >= DISK,
                String.format(Locale.ROOT, "%.1f GB free here", machine.disk() / (double) GB),
                "3 GB are needed for downloads, data and results; make room or move the checkout");
    }

    private static Check servers(Machine machine) {
        Docker docker = machine.docker();
        return switch (machine.choice().form()) {
            case PROCESS ->
                new Check(
                        "servers",
                        true,
                        machine.choice()
                                + (docker.answers()
                                        ? "; Docker " + docker.version() + " could run them in containers"
                                        : "; no Docker for containers"),
                        "");
            case DOCKER ->
                new Check(
                        "servers",
                        docker.answers(),
                        machine.choice() + (docker.answers() ? "; Docker " + docker.version() : ""),
                        docker.trouble());
        };
    }

    private static Check root(Machine machine) {
        return new Check(
                "user",
                !machine.root() || machine.dropsRoot() || machine.choice().form() == Form.DOCKER,
                machine.root() ? "root" + (machine.dropsRoot() ? ", and a tool to drop it" : "") : "not root",
                "PostgreSQL refuses root; install setpriv or unshare (util-linux), run as another user, or in containers");
    }

    private static Check fonts(Machine machine) {
        return new Check(
                "fonts",
                machine.fonts(),
                machine.fonts() ? "this Java can draw charts" : "this Java cannot measure letters",
                "the page of a run has charts; install fontconfig and FreeType (Debian: fontconfig, libfreetype6)");
    }

    private static Check ports(Machine machine) {
        return new Check(
                "ports",
                machine.bindable() >= PORTS_NEEDED,
                machine.bindable() + " of " + PORTS_TRIED + " ports tried below " + machine.firstEphemeral()
                        + " are free on 127.0.0.1",
                PORTS_NEEDED + " are needed; end what holds them or raise the first of net.ipv4.ip_local_port_range");
    }
}
