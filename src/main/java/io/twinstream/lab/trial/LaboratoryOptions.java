package io.twinstream.lab.trial;

import io.twinstream.archive.MavenCommand;
import io.twinstream.experiment.Settings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What a laboratory is opened with.
 *
 * @param command that was typed, and the seed of its trials
 * @param runs the folder that gets the folder of a new run
 * @param resume the folder of the run to go on with; empty begins a new one
 * @param settings of the engines
 */
public record LaboratoryOptions(MavenCommand command, Path runs, Optional<Path> resume, Settings settings) {

    /** A seed for a run that is given none. */
    public static long drawnSeed() {
        return new SecureRandom().nextLong(1L << 32);
    }
}
