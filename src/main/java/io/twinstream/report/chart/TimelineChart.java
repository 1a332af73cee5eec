package io.twinstream.report.chart;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Unit;
import io.twinstream.checker.Timeline;
import io.twinstream.experiment.Fault;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Trials second by second, a line each: how many records became visible, and below it how late the ticks of each second
 * were. The time in which a fault was held up is shaded, and where it struck is a line.
 */
final class TimelineChart {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;

    /** What is shown before a fault, in seconds: the start of a lane is no part of how it came back. */
    private static final int BEFORE = 10;

    private static final Color SHADE = new Color(0xf0e6d2);
    private static final Color STRUCK = new Color(0x555555);

    private TimelineChart() {}

    /**
     * The chart of trials that had the machine for themselves, as an SVG element.
     *
     * @param id unique in the page
     * @param says what it shows, for those who do not see it
     */
    static String of(List<JudgedSubject> trials, String id, String says) throws IOException {
        NumberAxis seconds = ChartStyle.axis(
                trials.get(0).cell().fault() == Fault.NONE ? "seconds from the first tick" : "seconds from the fault");
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(seconds);
        plot.setGap(14);
        plot.add(subplot(trials, ChartStyle.axis("rows visible / s"), second -> (double) second.visible()), 1);
        plot.add(
                subplot(
                        trials,
                        ChartStyle.decades("p95 of latency, s"),
                        second -> second.p95() == null ? null : Unit.SECONDS.of(second.p95())),
                1);
        plot.setFixedLegendItems(ChartStyle.legend(trials));
        return Svg.of(ChartStyle.chart(plot), id, says, WIDTH, HEIGHT);
    }

    private static XYPlot subplot(List<JudgedSubject> trials, ValueAxis axis, Function<Timeline.Second, Double> value)
            throws IOException {
        XYSeriesCollection data = new XYSeriesCollection();
        XYPlot plot = ChartStyle.plot(data, null, axis);
        for (JudgedSubject trial : trials) {
            XYSeries series = new XYSeries(trial.cell() + " " + trial.number());
            for (Timeline.Second second : trial.timeline()) {
                if (trial.cell().fault() == Fault.NONE || second.second() >= -BEFORE) {
                    series.add((double) second.second(), value.apply(second));
                }
            }
            int line = data.getSeriesCount();
            data.addSeries(series);
            plot.getRenderer().setSeriesPaint(line, Ink.of(trial.cell().lane()));
            plot.getRenderer().setSeriesStroke(line, Ink.of(trial.cell().sink()));
        }
        if (axis instanceof DecadeAxis decades && !Double.isNaN(data.getRangeLowerBound(false))) {
            decades.span(data.getRangeLowerBound(false), data.getRangeUpperBound(false));
        }
        if (trials.get(0).cell().fault() != Fault.NONE) {
            mark(plot, trials);
        }
        return plot;
    }

    private static void mark(XYPlot plot, List<JudgedSubject> trials) {
        double lasted = trials.stream()
                .map(JudgedSubject::faultLasted)
                .filter(known -> known != null)
                .mapToDouble(Long::doubleValue)
                .max()
                .orElse(0);
        plot.addDomainMarker(new IntervalMarker(0, Unit.SECONDS.of(lasted), SHADE), Layer.BACKGROUND);
        ValueMarker struck = new ValueMarker(0, STRUCK, new BasicStroke(1));
        struck.setLabel("fault");
        struck.setLabelFont(Typeface.of(11));
        struck.setLabelPaint(STRUCK);
        struck.setLabelBackgroundColor(Color.WHITE);
        struck.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        struck.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        plot.addDomainMarker(struck, Layer.FOREGROUND);
    }
}
