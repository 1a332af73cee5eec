package io.twinstream.extend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/extend.md: each of its sections has one patch, which builds on those of the sections before. */
enum Manual {
    LANE("A lane"),
    SINK_MODE("A sink mode"),
    FAULT("A fault"),
    CLAIM("A claim");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```diff\n(.*?)^```$");

    private final String heading;

    Manual(String heading) {
        this.heading = heading;
    }

    /** A copy of the project in this folder, to which this was added, and all that comes before it. */
    ProjectCopy addedIn(Path folder) throws IOException {
        ProjectCopy copy = ProjectCopy.in(folder);
        for (Manual section : values()) {
            if (section.compareTo(this) <= 0) {
                section.patch().applyTo(folder);
            }
        }
        return copy;
    }

    /**
     * Its patch.
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    private Patch patch() throws IOException {
        String manual = Files.readString(Path.of("docs", "extend.md"));
        Matcher section =
                Pattern.compile("(?ms)^## " + heading + "$(.*?)(?=^## |\\z)").matcher(manual);
        if (!section.find()) {
            throw new IllegalStateException("docs/extend.md has no section '" + heading + "'.");
        }
        Matcher block = BLOCK.matcher(section.group(1));
        if (!block.find()) {
            throw new IllegalStateException("In docs/extend.md the section '" + heading + "' has no patch.");
        }
        Patch patch = Patch.of(block.group(1));
        if (block.find()) {
            throw new IllegalStateException("In docs/extend.md the section '" + heading + "' has more than one patch.");
        }
        return patch;
    }
}
