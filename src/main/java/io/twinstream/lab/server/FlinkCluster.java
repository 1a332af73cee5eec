package io.twinstream.lab.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinstream.experiment.Given;
import io.twinstream.experiment.Settings;
import io.twinstream.experiment.Spare;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Flink standalone cluster: a job manager and two task managers, or one where there is to be no spare, each a process,
 * with the connectors on their class path. Nothing in such a cluster starts a task manager that is gone: that is up to
 * {@link #revive}.
 */
public final class FlinkCluster implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int TASK_MANAGERS = 2;
    private static final String TASK_MANAGER = "tm-";

    private final Site site;
    private final Jdk jdk;
    private final FlinkSettings settings;
    private final FlinkRest rest;
    private final ServerArchives archives;
    private final Map<String, ServerProcess> taskManagers = new ConcurrentSkipListMap<>();
    private final AtomicInteger started = new AtomicInteger();
    private final TaskManagerWarmth warmth = new TaskManagerWarmth();
    private volatile ServerProcess jobManager;

    public FlinkCluster(Site site, Settings engine) {
        this.site = site;
        this.jdk = site.versions().engineJdk();
        this.settings = new FlinkSettings(site.data().resolve("flink"), engine);
        this.rest = new FlinkRest(settings.restAddress());
        this.archives = new ServerArchives(site, Role.FLINK, jdk);
    }

    /**
     * Starts all three processes side by side and returns when both task managers have registered.
     *
     * @throws EnvironmentException if one does not start; the message has the last lines of its log
     */
    public void start() {
        settings.ports().forEach(port -> Ports.requireFree(port, "Flink's job manager"));
        settings.write();
        launchJobManager();
        for (int i = 0; i < TASK_MANAGERS; i++) {
            launchTaskManager();
        }
        jobManager.awaitReady(DEADLINE, this::isReady);
    }

    private boolean isReady() {
        taskManagers.values().forEach(ServerProcess::requireAlive);
        return rest.answers("/overview")
                && rest.get("/overview").path("taskmanagers").asInt() >= taskManagers.size();
    }

    /**
     * Sees to it that there are as many task managers as a trial is to begin with: starts one for each that is gone (a
     * stock sink that cannot flush takes its whole task manager with it), and ends the newest that is one too many.
     */
    public synchronized void provide(Spare spare) {
        forgetLostTaskManagers();
        warmth.begin(taskManagers.keySet());
        int wanted = spare == Spare.WITH ? TASK_MANAGERS : 1;
        while (taskManagers.size() > wanted) {
            killTaskManager(newest());
        }
        List<String> launched = new ArrayList<>();
        while (taskManagers.size() < wanted) {
            launched.add(launchTaskManager());
        }
        launched.forEach(this::awaitRegistered);
    }

    /** Starts what is gone and cannot be done without: the job manager, and a task manager if none is left. */
    public synchronized void revive() {
        forgetLostTaskManagers();
        if (!jobManager.isAlive()) {
            startJobManager();
        }
        if (taskManagers.isEmpty()) {
            startTaskManager();
        }
    }

    private String newest() {
        return taskManagers.keySet().stream()
                .max(Comparator.comparingInt(id -> Integer.parseInt(id.substring(TASK_MANAGER.length()))))
                .orElseThrow();
    }

    private void forgetLostTaskManagers() {
        taskManagers.values().removeIf(process -> !process.isAlive());
    }

    /** Starts the job manager again after a kill or stop, and returns when the task managers have found it. */
    public void startJobManager() {
        launchJobManager();
        jobManager.awaitReady(DEADLINE, this::isReady);
    }

    /** Starts one more task manager; returns its id when it has registered. */
    public String startTaskManager() {
        String id = launchTaskManager();
        awaitRegistered(id);
        return id;
    }

    private void awaitRegistered(String id) {
        taskManager(id)
                .awaitReady(
                        DEADLINE,
                        () -> rest.get("/taskmanagers").path("taskmanagers").findValuesAsText("id").stream()
                                .anyMatch(id::equals));
    }

    private void launchJobManager() {
        ClassDataArchive.Use archive = archives.use("flink-jobmanager");
        jobManager = launch(
                "flink-jobmanager",
                Zones.COORDINATOR,
                archive.options(),
                List.of("-Xms128m", "-Xmx512m"),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of());
        archives.started(jobManager, archive);
    }

    /** Without an archive of its classes, as an executor of Spark that is measured: both start as they would anywhere. */
    private String launchTaskManager() {
        String id = TASK_MANAGER + started.incrementAndGet();
        taskManagers.put(
                id,
                launch(
                        "flink-" + id,
                        Zones.WORKER,
                        List.of(),
                        FlinkSettings.TASK_MANAGER_MEMORY,
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        List.of("-D", "taskmanager.resource-id=" + id)));
        return id;
    }

    private ServerProcess launch(
            String name, String zone, List<String> archive, List<String> memory, String mainClass, List<String> args) {
        ClassPath classPath = site.classPath(Role.FLINK);
        List<String> options = new ArrayList<>(site.versions().jvmOptions("flink"));
        options.add(zone);
        options.addAll(memory);
        options.add(Site.log4jOption());
        options.add(site.temporaryFilesOption());
        options.addAll(archive);
        List<String> all = Stream.concat(
                        Stream.of("--configDir", settings.folder().toString()), args.stream())
                .toList();
        return ServerProcess.start(
                ServerCommand.ofJava(name, site.log(name), classPath.argument(), options, mainClass, all)
                        .on(jdk),
                site.watchdog());
    }

    /**
     * Hands a job to the cluster, as {@code flink run} does.
     *
     * @throws EnvironmentException if the job is refused or its main fails; the message has the innermost cause
     */
    public FlinkJobHandle submit(Path jobJar, String mainClass, String... args) {
        return run(jobJar, Map.of("entryClass", mainClass, "programArgsList", Arrays.asList(args)));
    }

    /** As {@link #submit}, going on from a checkpoint, as {@code flink run -s} does. */
    public FlinkJobHandle resume(Path checkpoint, Path jobJar, String mainClass, String... args) {
        return run(
                jobJar,
                Map.of(
                        "entryClass",
                        mainClass,
                        "programArgsList",
                        Arrays.asList(args),
                        "savepointPath",
                        checkpoint.toUri().toString()));
    }

    private FlinkJobHandle run(Path jobJar, Map<String, ?> request) {
        String jar = rest.upload(jobJar);
        String id = rest.post("/jars/" + jar + "/run", request).path("jobid").asText();
        warmth.submitted();
        return new FlinkJobHandle(id, rest);
    }

    /** What the jobs of the trial that begins are given. */
    public Map<Given, String> given() {
        return warmth.given(taskManagers.keySet());
    }

    /**
     * How long the completed checkpoints of a job took from trigger to completion: their median.
     *
     * @param job its name; it may have ended
     * @throws EnvironmentException if the job manager knows none of that name
     */
    public Duration medianCheckpoint(String job) {
        return new FlinkJobHandle(idOf(job), rest).medianCheckpoint();
    }

    /**
     * Whether a checkpoint of a job was triggered and has not completed.
     *
     * @param job its name
     * @throws EnvironmentException if the job manager knows none of that name
     */
    public boolean isCheckpointUnderWay(String job) {
        return CheckpointLog.isUnderWay(jobManager.log().lines(), idOf(job));
    }

    private String idOf(String job) {
        for (JsonNode known : rest.get("/jobs/overview").path("jobs")) {
            if (known.path("name").asText().equals(job)) {
                return known.path("jid").asText();
            }
        }
        throw new EnvironmentException("The job manager knows no job " + job + ".");
    }

    public ServerProcess jobManager() {
        return jobManager;
    }

    /**
     * The task manager of this id.
     *
     * @throws IllegalArgumentException if none of this id runs
     */
    public ServerProcess taskManager(String id) {
        ServerProcess process = taskManagers.get(id);
        if (process == null) {
            throw new IllegalArgumentException(
                    "There is no task manager " + id + "; there are " + taskManagers.keySet());
        }
        return process;
    }

    /** All task managers that run. */
    public List<ServerProcess> taskManagers() {
        return taskManagers.values().stream().filter(ServerProcess::isAlive).toList();
    }

    /** Kills a task manager, paused or not, and returns when it is gone. The cluster has to live without it. */
    public void killTaskManager(String id) {
        ServerProcess process = taskManager(id);
        process.kill();
        taskManagers.remove(id);
        archives.ended(process);
    }

    /** All processes that run. */
    public List<ServerProcess> processes() {
        return Stream.concat(Stream.ofNullable(jobManager).filter(ServerProcess::isAlive), taskManagers().stream())
                .toList();
    }

    /** Where its web pages are. */
    public String address() {
        return settings.restAddress();
    }

    @Override
    public void close() {
        List<ServerProcess> processes = processes();
        processes.forEach(archives::collect);
        processes.forEach(ServerProcess::kill);
        processes.forEach(archives::ended);
    }
}
