package io.twinstream.results;

import java.util.ArrayList;
import java.util.List;

/** What two runs were run on and with, as far as a difference of it changes figures. */
final class MachineKinds {

    /** Containers and kernels leave a little more or less of the same memory. */
    private static final double SAME_MEMORY = 0.1;

    private MachineKinds() {}

    /** What is worth a warning before figures of the two are put beside each other, a sentence each. */
    static List<String> warnings(Manifest published, Manifest again) {
        List<String> warnings = new ArrayList<>();
        Manifest.Machine there = published.machine();
        Manifest.Machine here = again.machine();
        if (!there.cpu().equals(here.cpu()) || there.cores() != here.cores() || !isSameMemory(there, here)) {
            warnings.add("The machines differ in kind: " + text(there) + " there, " + text(here)
                    + " here. Times may differ for that alone.");
        }
        published.versions().forEach((name, version) -> {
            String now = again.versions().getOrDefault(name, version);
            if (!now.equals(version)) {
                warnings.add("There " + name + " was " + version + ", here it is " + now + ".");
            }
        });
        return warnings;
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
