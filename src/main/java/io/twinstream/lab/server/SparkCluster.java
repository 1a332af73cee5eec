package io.twinstream.lab.server;

import io.twinstream.experiment.Spare;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster: a master and a worker, each a process, with the connectors among Spark's own jars. A
 * driver runs in client mode, and the worker starts an executor process for it.
 */
public final class SparkCluster implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** Master and worker see no record: what is saved on them is left to those that do. */
    private static final List<String> COORDINATION = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /**
     * For JVMs that live for seconds, besides archives: cold starts of several at once would be little but compiling.
     */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** For six queries that share a trial, two executors each. The worker takes none of it by itself. */
    private static final String OFFERED_CORES = Integer.toString(6 * 2 * SparkSettings.CORES);

    private static final String OFFERED_MEMORY = "9g";

    private final Site site;
    private final Jdk jdk;
    private final int masterPort = Ports.next();
    private final int masterPages = Ports.next();
    private final int workerPort = Ports.next();
    private final int workerPages = Ports.next();
    private final List<SparkDriver> drivers = new CopyOnWriteArrayList<>();
    private final ServerArchives archives;
    private ClassDataArchive driverArchive;
    private ClassDataArchive executorArchive;
    private ServerProcess master;
    private ServerProcess worker;

    public SparkCluster(Site site) {
        this.site = site;
        this.jdk = site.versions().engineJdk();
        this.archives = new ServerArchives(site, Role.SPARK, jdk);
    }

    /**
     * Starts both processes side by side and returns when the worker has registered.
     *
     * @throws EnvironmentException if one does not start; the message has the last lines of its log
     */
    public void start() {
        List.of(masterPort, masterPages, workerPort, workerPages)
                .forEach(port -> Ports.requireFree(port, "Spark's master and worker"));
        linkJars();
        driverArchive = archive("spark-driver");
        executorArchive = archive("spark-executor");
        master = launchArchived(
                "spark-master",
                "org.apache.spark.deploy.master.Master",
                List.of("--host", "127.0.0.1", "--port", "" + masterPort, "--webui-port", "" + masterPages));
        startWorker();
    }

    /** Starts the worker, again after a kill or stop, and returns when it has registered. */
    public void startWorker() {
        worker = launchArchived(
                "spark-worker",
                "org.apache.spark.deploy.worker.Worker",
                List.of(
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "" + workerPort,
                        "--webui-port",
                        "" + workerPages,
                        "--cores",
                        OFFERED_CORES,
                        "--memory",
                        OFFERED_MEMORY,
                        "--work-dir",
                        workFolder().toString(),
                        address()));
        worker.awaitReady(DEADLINE, () -> {
            master.requireAlive();
            return worker.log().holds("Successfully registered with master");
        });
    }

    /**
     * Starts a driver, as {@code spark-submit --deploy-mode client} does, with an executor that has room for all
     * tasks, or two. It may not be ready yet.
     *
     * @param name of the application and of its log file; a driver of the same name goes on in the same file
     * @param spare whether a second executor stands ready; Spark spreads the tasks over both
     * @param shortLived whether to spare the driver's and the executor's JVM what only pays in a longer life
     */
    public SparkDriver submit(
            String name, Spare spare, boolean shortLived, Path jobJar, String mainClass, String... args) {
        List<String> driverOptions =
                new ArrayList<>(List.of("-Xms256m", "-Xmx" + SparkSettings.DRIVER_HEAP, Zones.COORDINATOR));
        List<String> executorOptions =
                new ArrayList<>(List.of(Site.log4jOption(), site.temporaryFilesOption(), Zones.WORKER));
        List<ClassDataArchive.Use> archives = new ArrayList<>();
        if (shortLived) {
            archives.add(shorten(driverOptions, driverArchive.use()));
            archives.add(shorten(executorOptions, executorArchive.useOfGuest()));
        }
        List<String> words = new ArrayList<>(
                List.of("--master", address(), "--deploy-mode", "client", "--name", name, "--class", mainClass));
        SparkSettings.of(spare, executorOptions)
                .forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
        words.add(jobJar.toString());
        words.addAll(Arrays.asList(args));
        ServerProcess process = launch("spark-" + name, driverOptions, "org.apache.spark.deploy.SparkSubmit", words);
        SparkDriver driver = new SparkDriver(process, worker, archives);
        drivers.add(driver);
        return driver;
    }

    private static ClassDataArchive.Use shorten(List<String> options, ClassDataArchive.Use use) {
        options.addAll(SHORT_LIVED);
        options.addAll(use.options());
        return use;
    }

    private ClassDataArchive archive(String kind) {
        return new ClassDataArchive(site.cache().resolve("class-data"), kind, jdk, site.classPath(Role.SPARK));
    }

    private ServerProcess launchArchived(String name, String mainClass, List<String> args) {
        ClassDataArchive.Use archive = archives.use(name);
        List<String> options = new ArrayList<>(COORDINATION);
        options.addAll(archive.options());
        ServerProcess process = launch(name, options, mainClass, args);
        archives.started(process, archive);
        return process;
    }

    private ServerProcess launch(String name, List<String> memory, String mainClass, List<String> args) {
        List<String> options = new ArrayList<>(site.versions().jvmOptions("spark"));
        options.addAll(memory);
        options.add(Site.log4jOption());
        options.add(site.temporaryFilesOption());
        String classPath = site.classPath(Role.SPARK).argument();
        return ServerProcess.start(
                ServerCommand.ofJava(name, site.log(name), classPath, options, mainClass, args)
                        .on(jdk)
                        .with(environment()),
                site.watchdog());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPARK_HOME", home().toString());
        environment.put("SPARK_SCALA_VERSION", site.versions().of("scala.binary"));
        // Executors run on what the worker runs on, whatever the user's JAVA_HOME says.
        environment.put("JAVA_HOME", jdk.home().toString());
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        environment.put("SPARK_LOCAL_DIRS", site.data().resolve("spark-local").toString());
        // Whatever Spark the user has installed stays out of it.
        environment.put("SPARK_CONF_DIR", home().resolve("conf").toString());
        return environment;
    }

    /** The same for every run with these jars: an executor's archive is good for one class path only. */
    private Path home() {
        return site.cache().resolve("spark-" + site.classPath(Role.SPARK).fingerprint());
    }

    /** The worker starts executors from the jars of a distribution, so it is given one made of links. */
    private void linkJars() {
        Path home = home();
        try {
            Files.createDirectories(home.resolve("conf"));
            Path jars = Files.createDirectories(home.resolve("jars"));
            for (Path jar : site.classPath(Role.SPARK).files()) {
                link(jars.resolve(jar.getFileName()), jar);
            }
        } catch (IOException e) {
            throw new EnvironmentException("Cannot lay out Spark's home in " + home + ": " + e + ".", e);
        }
    }

    private static void link(Path link, Path jar) throws IOException {
        try {
            Files.createSymbolicLink(link, jar);
        } catch (FileAlreadyExistsException e) {
            // It was made by an earlier run, or by one that starts at the same time.
        }
    }

    /** Where executors leave what they print: a folder for each application in it. */
    private Path workFolder() {
        return Site.makeFolder(site.logs().resolve("spark-executors"));
    }

    /** {@code spark://127.0.0.1:port}. */
    public String address() {
        return "spark://127.0.0.1:" + masterPort;
    }

    public ServerProcess master() {
        return master;
    }

    /** The worker; it is the parent of every executor. */
    public ServerProcess worker() {
        return worker;
    }

    /** All processes that run, drivers too; executors are descendants of the worker. */
    public List<ServerProcess> processes() {
        return Stream.concat(Stream.of(master, worker), drivers.stream().map(SparkDriver::process))
                .filter(process -> process != null && process.isAlive())
                .toList();
    }

    @Override
    public void close() {
        List<ServerProcess> processes = processes();
        processes.forEach(archives::collect);
        processes.forEach(ServerProcess::kill);
        processes.forEach(archives::ended);
    }
}
