package io.twinstream.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.twinstream.archive.VerdictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A figure that others published. It comes from their machines and versions, so that at best its direction can be set
 * beside ours.
 *
 * @param id never changes: the paper quotes the figure by it
 * @param reference the label of the source in the references of the paper
 * @param source where in the source the figure stands, and what was read of it
 * @param year in which it was published
 * @param system what was measured, with its version where the source has it
 * @param measured what the figure is, by the definition of the source
 * @param value as it was published: a number, or several with a word between
 * @param unit of the value
 * @param likeness how far it can be set beside our figures
 * @param because why no further, without a full stop
 */
public record Literature(
        String id,
        String reference,
        String source,
        int year,
        String system,
        String measured,
        String value,
        String unit,
        Likeness likeness,
        String because) {

    private static final int FIRST_YEAR = 2000;

    /** How far a figure of others can be set beside ours. */
    public enum Likeness {
        /** It is about the same thing: which of two is larger can be compared, by how much cannot. */
        DIRECTION,
        /** It is about something else, and is reported for what it teaches. */
        NONE
    }

    public Literature {
        Map.of(
                        "id", text(id),
                        "reference", text(reference),
                        "source", text(source),
                        "system", text(system),
                        "measured", text(measured),
                        "value", text(value),
                        "unit", text(unit),
                        "because", text(because))
                .forEach((field, text) -> {
                    if (text.isBlank()) {
                        throw new IllegalArgumentException(
                                "The figure '" + text(id) + "' of others has no " + field + ".");
                    }
                });
        if (likeness == null || year < FIRST_YEAR) {
            throw new IllegalArgumentException(
                    "The figure '" + id + "' of others has no " + (likeness == null ? "likeness" : "year") + ".");
        }
    }

    private static String text(String field) {
        return field == null ? "" : field;
    }

    /**
     * Reads a list of them.
     *
     * @throws IOException if there is none, or one of them lacks a field; the message is one sentence
     */
    public static List<Literature> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException("There is no " + file + "; name the file with the figures of others.");
        }
        try {
            return List.copyOf(VerdictJson.JSON.readValue(file.toFile(), new TypeReference<List<Literature>>() {}));
        } catch (JsonProcessingException e) {
            String why = e.getCause() instanceof IllegalArgumentException wrong
                    ? wrong.getMessage()
                    : e.getOriginalMessage();
            throw new IOException(file + " cannot be read: " + why, e);
        }
    }
}
