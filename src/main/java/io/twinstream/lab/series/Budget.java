package io.twinstream.lab.series;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that a series of trials may take, and how long the next will take by the mean of those before. */
public final class Budget {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h)");

    private final Duration limit;
    private final LongSupplier nanoTime;
    private final long start;
    private int done;

    Budget(Duration limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** A budget that begins now. */
    public static Budget of(Duration limit) {
        return new Budget(limit, System::nanoTime);
    }

    /**
     * A time as it is typed: {@code 90m}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a budget; a budget is a time like 90m, 2h or 300s.");
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    Duration limit() {
        return limit;
    }

    void trialDone() {
        done++;
    }

    /** Whether one more trial would end in time; the first is begun in any case. */
    boolean hasRoom() {
        return done == 0 || spent().plus(spent().dividedBy(done)).compareTo(limit) <= 0;
    }

    /** {@code , about 71 min left}, and the budget if it is less; empty before the first trial. */
    String left(int trials) {
        if (done == 0) {
            return "";
        }
        Duration all = spent().dividedBy(done).multipliedBy(trials);
        Duration rest = limit.minus(spent());
        return ", about " + minutes(all) + " min left"
                + (rest.compareTo(all) < 0 ? " of which the budget has " + minutes(rest) : "");
    }

    private static long minutes(Duration time) {
        return Math.max(1, Math.round(time.toSeconds() / 60.0));
    }

    private Duration spent() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
