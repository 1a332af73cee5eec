package io.twinstream.lab.server;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param name what messages call it: {@code broker}
 * @param words the program and its arguments
 * @param environment variables added to those of this process
 * @param log what it prints goes here, after what stands there already
 */
public record ServerCommand(String name, List<String> words, Map<String, String> environment, Path log) {

    public ServerCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A Java process on a class path of its own. */
    public static ServerCommand ofJava(
            String name, Path log, String classPath, List<String> jvmOptions, String mainClass, List<String> args) {
        List<String> words = new ArrayList<>();
        words.add(java());
        words.addAll(jvmOptions);
        words.add("-cp");
        words.add(classPath);
        words.add(mainClass);
        words.addAll(args);
        return new ServerCommand(name, words, Map.of(), log);
    }

    /** A Java process on the class path of this one. */
    public static ServerCommand ofTestClasses(
            String name, Path log, List<String> jvmOptions, String mainClass, List<String> args) {
        return ofJava(name, log, testClassPath(), jvmOptions, mainClass, args);
    }

    /** The class path of this process; of the jar's commands that is the jar, which names its libraries itself. */
    public static String testClassPath() {
        // Surefire's booter hides the class path in a manifest and gives the real one here.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    public ServerCommand with(Map<String, String> variables) {
        return new ServerCommand(name, words, variables, log);
    }

    /** The same Java process, but on this JDK. */
    public ServerCommand on(Jdk jdk) {
        List<String> there = new ArrayList<>(words);
        there.set(0, jdk.java().toString());
        return new ServerCommand(name, there, environment, log);
    }

    /** The java program that runs this process. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The folder or jar that a class was loaded from. */
    static String locationOf(Class<?> loaded) {
        try {
            return Path.of(loaded.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
