package io.twinstream.lab.server;

import io.twinstream.experiment.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * All servers of a run. A part is started when it is first asked for, parts that are asked for together side by side.
 * All end with this process, however it ends.
 */
public final class Environment implements AutoCloseable {

    private final Site site;
    private final Settings settings;
    private final Broker broker;
    private final Database database;
    private final FlinkCluster flink;
    private final SparkCluster spark;
    private final Map<Part, Duration> ready = new EnumMap<>(Part.class);

    private Environment(Site site, Settings settings) {
        this.site = site;
        this.settings = settings;
        this.broker = Broker.in(site.choice().form(), site);
        this.database = Database.in(site.choice().form(), site);
        this.flink = new FlinkCluster(site, settings);
        this.spark = new SparkCluster(site);
    }

    /**
     * An environment in which nothing runs yet.
     *
     * @param logs one log file for each process goes here
     */
    public static Environment open(Path logs, Settings settings) {
        return new Environment(Site.open(logs), settings);
    }

    /**
     * Starts those of the parts that do not run yet and returns when all are ready. Prints a line for each.
     *
     * @throws EnvironmentException if one does not start
     */
    public synchronized Environment require(Part... parts) {
        List<Part> missing = Stream.of(parts)
                .distinct()
                .filter(part -> !ready.containsKey(part))
                .toList();
        long start = System.nanoTime();
        List<CompletableFuture<Void>> starting = missing.stream()
                .map(part -> CompletableFuture.runAsync(() -> start(part, start), Environment::onThreadOfItsOwn))
                .toList();
        starting.forEach(Joined::join);
        if (missing.size() > 1) {
            System.out.printf("all %d ready in %.1f s%n", missing.size(), seconds(since(start)));
        }
        return this;
    }

    private void start(Part part, long start) {
        switch (part) {
            case BROKER -> broker.start();
            case DATABASE -> database.start();
            case FLINK -> flink.start();
            case SPARK -> spark.start();
        }
        Duration time = since(start);
        synchronized (ready) {
            ready.put(part, time);
        }
        System.out.printf("%-8s ready in %4.1f s  %s%n", part.id(), seconds(time), address(part));
    }

    private String address(Part part) {
        return switch (part) {
            case BROKER -> broker.bootstrap();
            case DATABASE ->
                database.jdbcUrl("public", "you") + " (" + database.user() + ", " + database.password() + ")";
            case FLINK -> flink.address();
            case SPARK -> spark.address();
        };
    }

    /** How the engines are set up. */
    public Settings settings() {
        return settings;
    }

    public Broker broker() {
        return broker;
    }

    public Database database() {
        return database;
    }

    public FlinkCluster flink() {
        return flink;
    }

    public SparkCluster spark() {
        return spark;
    }

    /** What processes of the harness's own need: logs, data and the watchdog. */
    public Site site() {
        return site;
    }

    /** The version of a part, as the pom or -D has it; of what is a container, the image. */
    public String version(Part part) {
        return isContainer(part)
                ? site.images().of(part.role()).name()
                : site.versions().of(part.role().version());
    }

    /** What a part is made of: the SHA-256 of each jar by its coordinates, or the id of the image by its name. */
    public Map<String, String> madeOf(Part part) {
        if (isContainer(part)) {
            Image image = site.images().of(part.role());
            return Map.of(image.name(), image.id());
        }
        Map<String, String> jars = new LinkedHashMap<>();
        site.classPath(part.role()).entries().forEach(jar -> jars.put(jar.coordinates(), jar.sha256()));
        return jars;
    }

    /** What a part is set to, by name; addresses and folders are not in it. */
    public Map<String, String> configuration(Part part) {
        return switch (part) {
            case BROKER -> BrokerSettings.common();
            case DATABASE -> DatabaseSettings.common();
            case FLINK -> onJdk(FlinkSettings.fixed(settings));
            case SPARK -> onJdk(SparkSettings.fixed(settings));
        };
    }

    private Map<String, String> onJdk(Map<String, String> configuration) {
        Map<String, String> all = new TreeMap<>(configuration);
        all.put("jdk", site.versions().engineJdk().version());
        return all;
    }

    private boolean isContainer(Part part) {
        return site.choice().form() == Form.DOCKER
                && switch (part) {
                    case BROKER, DATABASE -> true;
                    case FLINK, SPARK -> false;
                };
    }

    /** How long each part that was started took to be ready. */
    public Map<Part, Duration> timesToReady() {
        synchronized (ready) {
            return Map.copyOf(ready);
        }
    }

    /**
     * Starts a main class of the test class path in a process of its own.
     *
     * @param name what messages and the log file call it
     */
    public ServerProcess startPlain(String name, String mainClass, List<String> jvmOptions, List<String> args) {
        List<String> options = Stream.concat(jvmOptions.stream(), Stream.of(site.temporaryFilesOption()))
                .toList();
        return ServerProcess.start(
                ServerCommand.ofTestClasses(name, site.log(name), options, mainClass, args), site.watchdog());
    }

    /** Ends everything at once and deletes the servers' data; logs stay. */
    @Override
    public void close() {
        site.close();
    }

    private static void onThreadOfItsOwn(Runnable work) {
        Thread thread = new Thread(work, "starter");
        thread.setDaemon(true);
        thread.start();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Starts everything and stays up until Ctrl-C. */
    public static void main(String[] args) throws InterruptedException {
        try {
            Environment environment = open(Path.of("target", "environment", "logs"), Settings.TUNED);
            Runtime.getRuntime().addShutdownHook(new Thread(environment::close, "closer"));
            System.out.println(environment.site.choice());
            System.out.println(EngineJdk.here());
            environment.require(Part.values());
            System.out.println("logs in " + environment.site.logs() + "; Ctrl-C ends everything");
            new CountDownLatch(1).await();
        } catch (EnvironmentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
