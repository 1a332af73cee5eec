package io.twinstream.extend;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff, as {@code git apply} takes it. A hunk is found by its lines, which have to stand in the file once, and not by
 * their numbers, which change with whatever stands above.
 */
record Patch(List<Hunk> hunks) {

    /** Lines of a file, and those that take their place; the file is new if there are none to begin with. */
    record Hunk(String file, List<String> before, List<String> after) {}

    private static final String FILE = "+++ b/";
    private static final Pattern HEAD = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@.*");

    /** Files that are only added to or changed; none is deleted, renamed or binary. */
    private static final Pattern ABOUT = Pattern.compile("--- (a/.*|/dev/null)");

    /**
     * Reads a diff.
     *
     * @throws IllegalArgumentException if it is cut off, or a hunk has another number of lines than its head says
     */
    static Patch of(String diff) {
        List<Hunk> hunks = new ArrayList<>();
        String file = null;
        Iterator<String> lines = diff.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            Matcher head = HEAD.matcher(line);
            if (line.startsWith(FILE)) {
                file = line.substring(FILE.length());
            } else if (file != null && head.matches()) {
                hunks.add(hunk(file, count(head.group(1)), count(head.group(2)), lines));
            } else if (!ABOUT.matcher(line).matches()) {
                throw new IllegalArgumentException("No hunk of " + file + " has room for the line '" + line + "'.");
            }
        }
        return new Patch(List.copyOf(hunks));
    }

    /** A head leaves out a count of one. */
    private static int count(String text) {
        return text == null ? 1 : Integer.parseInt(text);
    }

    private static Hunk hunk(String file, int linesBefore, int linesAfter, Iterator<String> lines) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        while (before.size() < linesBefore || after.size() < linesAfter) {
            String line = lines.hasNext() ? lines.next() : "(the end)";
            switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case ' ' -> {
                    before.add(line.isEmpty() ? line : line.substring(1));
                    after.add(line.isEmpty() ? line : line.substring(1));
                }
                case '-' -> before.add(line.substring(1));
                case '+' -> after.add(line.substring(1));
                default ->
                    throw new IllegalArgumentException(
                            "A hunk of " + file + " has fewer lines than its head says; it ends before " + line + ".");
            }
        }
        if (before.size() != linesBefore || after.size() != linesAfter) {
            throw new IllegalArgumentException("A hunk of " + file + " has other lines than its head says.");
        }
        return new Hunk(file, before, after);
    }

    /**
     * Changes the files that it names, relative to this folder.
     *
     * @throws IllegalArgumentException if lines of a hunk are not in its file, or stand there more than once
     * @throws IOException if a file cannot be changed, or one that should be new is there
     */
    void applyTo(Path folder) throws IOException {
        for (Hunk hunk : hunks) {
            Path file = folder.resolve(hunk.file());
            if (hunk.before().isEmpty()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, block(hunk.after()), StandardOpenOption.CREATE_NEW);
            } else {
                Files.writeString(file, replaced(hunk, Files.readString(file)));
            }
        }
    }

    private static String replaced(Hunk hunk, String text) {
        String whole = "\n" + text;
        String before = "\n" + block(hunk.before());
        int at = whole.indexOf(before);
        if (at < 0 || whole.indexOf(before, at + 1) >= 0) {
            throw new IllegalArgumentException("In " + hunk.file()
                    + (at < 0 ? " these lines are not" : " there is more than once") + ":" + before);
        }
        return text.substring(0, at) + block(hunk.after()) + text.substring(at + before.length() - 1);
    }

    private static String block(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(joining());
    }
}
