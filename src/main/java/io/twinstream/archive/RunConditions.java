package io.twinstream.archive;

import io.twinstream.statistics.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What two runs were run on and with, as far as a difference of it changes figures. */
public final class RunConditions {

    /** Containers and kernels leave a little more or less of the same memory. */
    private static final double SAME_MEMORY = 0.1;

    private RunConditions() {}

    /** What is worth a warning before figures of the two are put beside each other, a sentence each. */
    public static List<String> warnings(Manifest published, Manifest again) {
        List<String> warnings = new ArrayList<>();
        difference(published.machine(), again.machine()).ifPresent(warnings::add);
        published.versions().forEach((name, version) -> {
            String now = again.versions().getOrDefault(name, version);
            if (!now.equals(version)) {
                warnings.add("There " + name + " was " + version + ", here it is " + now + ".");
            }
        });
        return warnings;
    }

    /** How the two machines differ in kind; empty if they do not. */
    static Optional<String> difference(Manifest.Machine there, Manifest.Machine here) {
        return there.cpu().equals(here.cpu()) && there.cores() == here.cores() && isSameMemory(there, here)
                ? Optional.empty()
                : Optional.of("The machines differ in kind: " + text(there) + " there, " + text(here)
                        + " here. Times may differ for that alone.");
    }

    private static boolean isSameMemory(Manifest.Machine there, Manifest.Machine here) {
        long more = Math.max(there.memoryBytes(), here.memoryBytes());
        return Math.abs(there.memoryBytes() - here.memoryBytes()) <= SAME_MEMORY * more;
    }

    private static String text(Manifest.Machine machine) {
        return machine.cpu() + " with " + machine.cores() + " cores and "
                + Digits.of(machine.memoryBytes() / (double) (1L << 30)) + " GiB";
    }
}
