package io.twinstream.lab.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JDK that both engines run on: the one asked for, else the one that measures, else another that is installed.
 *
 * @param jdk empty if there is none that both can run on
 * @param reason why it is this one, or why there is none and what to do, as half a sentence
 */
public record EngineJdk(Optional<Jdk> jdk, String reason) {

    /** The setting that asks for one, by its folder or its release. */
    public static final String SETTING = "twinstream.engine.jdk";

    /** On this machine. */
    public static EngineJdk here() {
        return of(System.getProperty(SETTING, ""), Jdk.here(), Jdk.installed(), KnownJdks.load());
    }

    static EngineJdk of(String asked, Jdk measuring, List<Jdk> installed, KnownJdks known) {
        List<Jdk> all = Stream.concat(Stream.of(measuring), installed.stream()).toList();
        return asked.isEmpty() ? found(measuring, all, known) : askedFor(asked, all, known);
    }

    private static EngineJdk askedFor(String asked, List<Jdk> installed, KnownJdks known) {
        String setting = "-D" + SETTING + "=" + asked;
        boolean byRelease = asked.matches("\\d+");
        Optional<Jdk> jdk = byRelease ? ofRelease(Integer.parseInt(asked), installed) : Jdk.at(Path.of(asked));
        if (jdk.isEmpty()) {
            return none(setting
                    + (byRelease
                            ? " finds none; install one and set JAVA_HOME_" + asked + " to it"
                            : " is not the folder of a JDK; give one that has bin/java and release, or a release"));
        }
        return known.obstacle(jdk.get().release())
                .map(why -> none(why + "; " + setting + " asks for it, ask for " + releases(known)))
                .orElseGet(() -> new EngineJdk(jdk, "asked for with " + setting));
    }

    private static EngineJdk found(Jdk measuring, List<Jdk> installed, KnownJdks known) {
        Optional<String> obstacle = known.obstacle(measuring.release());
        if (obstacle.isEmpty()) {
            return new EngineJdk(Optional.of(measuring), "it is the one that measures");
        }
        return known.suitable().stream()
                .flatMap(release -> ofRelease(release, installed).stream())
                .findFirst()
                .map(jdk -> new EngineJdk(Optional.of(jdk), obstacle.get()))
                .orElseGet(() -> none(obstacle.get() + "; install a JDK " + releases(known) + " and set "
                        + known.suitable().stream()
                                .map(release -> "JAVA_HOME_" + release)
                                .collect(Collectors.joining(" or "))
                        + " to it"));
    }

    private static Optional<Jdk> ofRelease(int release, List<Jdk> installed) {
        return installed.stream().filter(jdk -> jdk.release() == release).findFirst();
    }

    private static String releases(KnownJdks known) {
        return known.suitable().stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private static EngineJdk none(String why) {
        return new EngineJdk(Optional.empty(), why);
    }

    /** As it is printed at the start of a run. */
    @Override
    public String toString() {
        return jdk.map(jdk -> "the engines run on " + jdk + ": ").orElse("There is no JDK for the engines: ") + reason;
    }
}
