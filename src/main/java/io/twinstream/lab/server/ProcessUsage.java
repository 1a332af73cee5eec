package io.twinstream.lab.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * What a changing set of processes, with their descendants, costs. A process that has ended keeps the CPU time it was
 * last seen with; what it used after that sample is not counted.
 */
public final class ProcessUsage {

    /**
     * One sample.
     *
     * @param cpuMillis user and system time of every process ever seen, since each one's own start
     * @param rssBytes resident memory of the processes that run now; pages they share are counted for each
     */
    public record Sample(long cpuMillis, long rssBytes) {}

    /** A pid alone may come back as another process. */
    private record Identity(int pid, long startMillis) {}

    private final OperatingSystem system = new SystemInfo().getOperatingSystem();
    private final Supplier<? extends Collection<ServerProcess>> processes;
    private final Map<Identity, Long> cpuMillis = new HashMap<>();

    /** @param processes asked for at each sample; their descendants are found by themselves */
    public ProcessUsage(Supplier<? extends Collection<ServerProcess>> processes) {
        this.processes = processes;
    }

    /** Looks at all processes now. */
    public synchronized Sample sample() {
        long rssBytes = 0;
        for (ServerProcess server : processes.get()) {
            for (ProcessHandle member : server.tree()) {
                OSProcess process = system.getProcess((int) member.pid());
                if (process != null) {
                    cpuMillis.put(
                            new Identity(process.getProcessID(), process.getStartTime()),
                            process.getUserTime() + process.getKernelTime());
                    rssBytes += process.getResidentMemory();
                }
            }
        }
        return new Sample(cpuMillis.values().stream().mapToLong(Long::longValue).sum(), rssBytes);
    }
}
