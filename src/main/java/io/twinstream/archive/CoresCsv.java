package io.twinstream.archive;

import io.twinstream.checker.CoreUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The file that records how many cores a subject of a trial used, sample by sample. */
final class CoresCsv {

    private static final List<String> HEADER = List.of("at", "cores", "warm_up");

    private CoresCsv() {}

    /** Writes it, over whatever an earlier judgement left. */
    static void write(CoreUse cores, Path file) throws IOException {
        Files.deleteIfExists(file);
        Csv.append(
                file,
                HEADER,
                cores.samples().stream()
                        .map(sample -> List.<Object>of(sample.at(), rounded(sample.cores()), sample.warmUp()))
                        .toList());
    }

    /** Its samples; none if there is no such file. */
    static List<CoreUse.Sample> read(Path file) throws IOException {
        List<CoreUse.Sample> samples = new ArrayList<>();
        for (CsvLine line : CsvLine.read(file)) {
            samples.add(new CoreUse.Sample(
                    line.whole("at").orElseThrow(),
                    line.number("cores").orElseThrow(),
                    Boolean.parseBoolean(line.text("warm_up"))));
        }
        return samples;
    }

    /** The cores that a subject used once it was warm. */
    static double[] warm(SubjectResult subject) {
        return subject.cores().samples().stream()
                .filter(sample -> !sample.warmUp())
                .mapToDouble(CoreUse.Sample::cores)
                .toArray();
    }

    /** Null where it is not known. */
    static String rounded(OptionalDouble cores) {
        return cores.isPresent() ? rounded(cores.getAsDouble()) : null;
    }

    /** To a thousandth: processor time is counted in hundredths of a second. */
    private static String rounded(double cores) {
        return String.format(Locale.ROOT, "%.3f", cores);
    }
}
