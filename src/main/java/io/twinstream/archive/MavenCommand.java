package io.twinstream.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody typed to begin a run, or to go on with it.
 *
 * @param words of a command of the jar, {@code twinstream run flink/UPSERT/NONE}, or those of Maven's arguments that
 *     tell what was run; whatever might name a path or a secret is left out
 * @param commit that it was typed in
 * @param dirty whether a file of that commit was changed; null without git
 * @param seed that the seeds of its trials were made of
 * @param begun in UTC, ISO 8601
 * @param ended likewise; null if it still runs or was cut off
 */
public record MavenCommand(String words, String commit, Boolean dirty, long seed, String begun, String ended) {

    /** Whatever else was typed may name a path, a user or a secret. */
    private static final Pattern TOLD = Pattern.compile("-[BoqeU]|-ntp|[a-z][a-z-]*|-P[\\w,!-]+"
            + "|-D(cell|trials|budget|settings|seed|lanes|groups|kinds|it\\.test|feed\\.seconds|commit\\.seconds|skip\\.unit\\.tests"
            + "|twinstream\\.environment|(flink|spark)\\.version)=[^\"']*|-Dresume=results/local/[\\w-]+");

    private static final Pattern FULL = Pattern.compile("(^| )(-P)?([\\w!-]+,)*full($|[ ,])");

    /** Of the jar's own commands those whose faults come at moments that are drawn. */
    private static final Pattern DRAWN = Pattern.compile("twinstream (run|matrix|sweep)( .*)?");

    /** A command that has not ended. {@code arguments} are null where Maven did not tell. */
    public static MavenCommand begun(String arguments, Path project, long seed, Instant begun) {
        String words = Stream.of(Objects.requireNonNullElse(arguments, "").split("\\s+"))
                .filter(word -> TOLD.matcher(word).matches())
                .collect(Collectors.joining(" "));
        return typed(words, project, seed, begun);
    }

    /** A command of the jar that has not ended. The words name no path and no secret. */
    public static MavenCommand typed(String words, Path project, long seed, Instant begun) {
        return new MavenCommand(words, Commit.of(project), Commit.isDirty(project), seed, begun.toString(), null);
    }

    /** This command, over. */
    public MavenCommand ended(Instant when) {
        return new MavenCommand(words, commit, dirty, seed, begun, when.toString());
    }

    /** Whether it is known that it ran trials of the matrix, once {@code -Pfull}, where nothing aims at a moment. */
    boolean isOfMatrix() {
        return DRAWN.matcher(words).matches() || FULL.matcher(words).find();
    }
}
