package io.twinstream.tick;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/**
 * Inputs that are nearly right: good ones of which a few bytes were changed, drawn from a seed: always the same in
 * the suite, others and for longer with {@code -Dtwinstream.fuzz.seed} and {@code -Dtwinstream.fuzz.millis}.
 */
public final class Mutations {

    private static final long MILLIS = Long.getLong("twinstream.fuzz.millis", 0);
    /** The same in every run of the suite, however fast the machine is. */
    private static final int AT_LEAST = 2_000;

    private static final long SEED = Long.getLong("twinstream.fuzz.seed", 7);

    /** What parsers trip over. */
    private static final List<String> WORDS = List.of(
            "",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "NaN",
            "-0",
            "1e99999999999",
            "-1",
            "0.0000000000000000001",
            "9223372036854775808",
            "99999999999999999999999999999999999999999",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "{",
            "}",
            "[[[[[[[[",
            ",",
            ":",
            "=",
            "?",
            "&",
            "@",
            "%",
            "\n",
            "\r",
            "\0",
            "é",
            "\ud83d\ude00",
            "--",
            " ");

    private final List<byte[]> good;
    private final Random random = new Random(SEED);

    private Mutations(List<byte[]> good) {
        this.good = good;
    }

    /** What has to cope with an input. */
    public interface Border {

        /**
         * Takes one.
         *
         * @throws Exception if it does not cope; one that says what is wrong with the input is caught inside
         */
        void take(byte[] input) throws Exception;
    }

    /**
     * Gives mutations of good inputs to a border until there were enough and the time is over.
     *
     * @throws AssertionError if it fails at one of them; the message has the input
     */
    public static void of(List<byte[]> good, Border border) {
        Mutations mutations = new Mutations(good);
        long end = System.nanoTime() + MILLIS * 1_000_000;
        for (long number = 0; number < AT_LEAST || System.nanoTime() < end; number++) {
            byte[] input = mutations.next();
            try {
                border.take(input);
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError(
                        "input %d of seed %d: %s".formatted(number, SEED, new String(input, ISO_8859_1)), e);
            }
        }
    }

    private byte[] next() {
        byte[] input = good.get(random.nextInt(good.size()));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(12));
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(input, 0, from);
        switch (random.nextInt(6)) {
            case 0 -> changed.writeBytes(WORDS.get(random.nextInt(WORDS.size())).getBytes(UTF_8));
            case 1 -> changed.write(random.nextInt(256));
            case 2 -> to = from; // nothing is taken away, something is said twice
            case 3 -> changed.write(input, 0, from);
            case 4 -> {
                return changed.toByteArray(); // cut off
            }
            default -> {
                // some bytes are gone
            }
        }
        int again = random.nextInt(3) == 0 ? from : to;
        changed.write(input, again, input.length - again);
        return changed.toByteArray();
    }
}
