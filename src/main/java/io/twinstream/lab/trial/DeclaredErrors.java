package io.twinstream.lab.trial;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinstream.experiment.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The errors that a process may log in a trial, each with its reason, as {@code declared-errors.json} lists them.
 * Whatever else is logged as an error is undeclared: the trial may have passed for a reason that nobody knows of. For
 * now that is a note and not a failure, until a full run of the suite has shown what its faults make the engines log.
 *
 * @param declared in the order of the file
 */
record DeclaredErrors(List<Declared> declared) {

    private static final String FILE = "declared-errors.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * An error that is no surprise.
     *
     * @param process the whole name of the process, as {@link LoggedError} has it
     * @param message what stands somewhere in its line
     * @param faults in whose trials; not in the file if in all
     */
    record Declared(Pattern process, Pattern message, Set<Fault> faults, String reason) {

        Declared {
            if (process == null || message == null || reason == null || reason.isBlank()) {
                throw new IllegalArgumentException(
                        "A declared error needs a process, a message and a reason: " + message + " has not got all.");
            }
            faults = faults == null ? EnumSet.allOf(Fault.class) : Set.copyOf(faults);
        }

        private boolean covers(LoggedError error, Fault fault) {
            return faults.contains(fault)
                    && process.matcher(error.process()).matches()
                    && message.matcher(error.line()).find();
        }
    }

    /** Those that this suite knows. */
    static DeclaredErrors known() {
        try (InputStream in = DeclaredErrors.class.getResourceAsStream(FILE)) {
            return new DeclaredErrors(JSON.readValue(in, new TypeReference<List<Declared>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * What the processes of a trial logged that its fault does not declare: a sentence for each of them.
     *
     * @param logs the folder of the trial's logs
     */
    List<String> notes(Fault fault, Path logs) throws IOException {
        List<String> notes = new ArrayList<>();
        for (Path log : LoggedError.logs(logs)) {
            List<LoggedError> undeclared = LoggedError.in(logs, log).stream()
                    .filter(error -> declared.stream().noneMatch(known -> known.covers(error, fault)))
                    .toList();
            if (!undeclared.isEmpty()) {
                notes.add(note(fault, undeclared, logs.getFileName().resolve(logs.relativize(log))));
            }
        }
        return notes;
    }

    private static String note(Fault fault, List<LoggedError> undeclared, Path log) {
        LoggedError first = undeclared.get(0);
        return first.process() + " logged " + undeclared.size() + (undeclared.size() == 1 ? " error" : " errors")
                + " that " + fault + " does not declare: " + first.shortened() + ", see " + log;
    }
}
