package io.twinstream.report.chart;

import io.twinstream.experiment.Lanes;
import io.twinstream.lane.Lane;
import io.twinstream.lane.SinkMode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.Locale;

/**
 * How a subject is drawn, everywhere: its lane has a colour and its sink mode a stroke. The colours are those of M.
 * Okabe and K. Ito, which people who do not see red or green tell apart (Color Universal Design, 2008).
 */
public final class Ink {

    private static final float WIDTH = 1.6f;

    /** Of a lane that the run has from elsewhere. */
    private static final Color UNLISTED = new Color(0x999999);

    private Ink() {}

    static Color of(Lane lane) {
        return Lanes.find(lane).map(known -> new Color(known.colour())).orElse(UNLISTED);
    }

    static Stroke of(SinkMode sink) {
        return switch (sink) {
            case UPSERT -> new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
            case APPEND -> dashed(6, 3);
            case TRANSACTIONAL -> dashed(1.5f, 2.5f);
            case LEDGER -> dashed(8, 2, 1.5f, 2);
        };
    }

    private static Stroke dashed(float... onAndOff) {
        return new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, onAndOff, 0);
    }

    /** As a style sheet writes it: {@code #0072b2}. */
    public static String hex(Lane lane) {
        return String.format(Locale.ROOT, "#%06x", of(lane).getRGB() & 0xffffff);
    }
}
