package io.twinstream.report.chart;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Unit;
import io.twinstream.experiment.Cell;
import java.io.IOException;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How late rows were, percentile by percentile, on an axis that gives each further nine the same room. A line for each
 * subject, of all its trials together: histograms are merged, percentiles never averaged. It ends where fewer than ten
 * rows lie above.
 */
final class LatencyChart {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 360;
    private static final int ABOVE = 10;
    private static final int STEPS_PER_NINE = 20;

    private LatencyChart() {}

    /** The chart, as an SVG element; trials that have no latencies are passed over. */
    static String of(Map<Cell, List<JudgedSubject>> trials, String id, String says) throws IOException {
        XYSeriesCollection data = new XYSeriesCollection();
        DecadeAxis axis = ChartStyle.styled(new DecadeAxis("percentile of rows", new Percentiles()));
        DecadeAxis millis = ChartStyle.decades("latency, ms");
        XYPlot plot = ChartStyle.plot(data, axis, millis);
        LegendItemCollection legend = new LegendItemCollection();
        for (Map.Entry<Cell, List<JudgedSubject>> ofCell : trials.entrySet()) {
            Histogram merged = merged(ofCell.getValue());
            if (merged.getTotalCount() > ABOVE) {
                Cell cell = ofCell.getKey();
                String name = cell.subject().name();
                plot.getRenderer().setSeriesPaint(data.getSeriesCount(), Ink.of(cell.lane()));
                plot.getRenderer().setSeriesStroke(data.getSeriesCount(), Ink.of(cell.sink()));
                data.addSeries(series(name, merged));
                legend.add(ChartStyle.legend(name + ", " + merged.getTotalCount() + " rows", cell));
            }
        }
        if (data.getSeriesCount() > 0) {
            millis.span(data.getRangeLowerBound(false), data.getRangeUpperBound(false));
        }
        plot.setFixedLegendItems(legend);
        return Svg.of(ChartStyle.chart(plot), id, says, WIDTH, HEIGHT);
    }

    private static Histogram merged(List<JudgedSubject> trials) throws IOException {
        Histogram merged = new Histogram(3);
        for (JudgedSubject trial : trials) {
            trial.latencies().ifPresent(merged::add);
        }
        return merged;
    }

    private static XYSeries series(String name, Histogram histogram) {
        XYSeries series = new XYSeries(name);
        double last = (double) histogram.getTotalCount() / ABOVE;
        for (int step = 0; Math.pow(10, (double) step / STEPS_PER_NINE) <= last; step++) {
            double oneIn = Math.pow(10, (double) step / STEPS_PER_NINE);
            long micros = histogram.getValueAtPercentile(100 * (1 - 1 / oneIn));
            series.add(oneIn, Unit.MILLIS.of(Math.max(1, micros)));
        }
        return series;
    }

    /** Writes "one row in n is later" as a percentile: 100 as 99 %. */
    private static final class Percentiles extends NumberFormat {

        private static final long serialVersionUID = 1;

        @Override
        public StringBuffer format(double oneIn, StringBuffer to, FieldPosition position) {
            return to.append(ChartStyle.numbers("0.######").format(100 * (1 - 1 / oneIn)))
                    .append(" %");
        }

        @Override
        public StringBuffer format(long oneIn, StringBuffer to, FieldPosition position) {
            return format((double) oneIn, to, position);
        }

        @Override
        public Number parse(String text, ParsePosition position) {
            throw new UnsupportedOperationException("Percentiles are written, not read.");
        }
    }
}
