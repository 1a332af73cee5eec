package io.twinstream.report.chart;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.experiment.Cell;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;

/** What all charts have in common: white paper, thin grey lines, one typeface. */
final class ChartStyle {

    private static final Color GRID = new Color(0xdddddd);
    private static final Color TEXT = new Color(0x333333);
    private static final float LABEL = 12;
    private static final float TICK = 11;

    static {
        // Else what is written upwards is drawn as outlines.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private ChartStyle() {}

    static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setNumberFormatOverride(numbers("#,##0.###"));
        return styled(axis);
    }

    static DecadeAxis decades(String label) {
        return styled(new DecadeAxis(label, numbers("#,##0.###")));
    }

    static <A extends ValueAxis> A styled(A axis) {
        axis.setLabelFont(Typeface.of(LABEL));
        axis.setTickLabelFont(Typeface.of(TICK));
        axis.setLabelPaint(TEXT);
        axis.setTickLabelPaint(TEXT);
        axis.setAxisLineVisible(false);
        axis.setTickMarkPaint(GRID);
        return axis;
    }

    static DecimalFormat numbers(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** A line as this cell is drawn, and what it is. */
    static LegendItem legend(String label, Cell cell) {
        LegendItem item = new LegendItem(
                label, null, null, null, new Line2D.Double(-12, 0, 12, 0), Ink.of(cell.sink()), Ink.of(cell.lane()));
        item.setLabelFont(Typeface.of(LABEL));
        return item;
    }

    /**
     * A line for each subject, and how many trials it is drawn of; where a worker is killed also whether another stood
     * ready, for what is seen hangs on that.
     */
    static LegendItemCollection legend(List<JudgedSubject> trials) {
        Map<String, List<JudgedSubject>> subjects = trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> trial.cell().subject().name()
                                + (trial.cell().fault().endsAWorker()
                                        ? ", " + trial.spare().inSentence()
                                        : ""),
                        TreeMap::new,
                        Collectors.toList()));
        LegendItemCollection legend = new LegendItemCollection();
        subjects.forEach((subject, of) -> legend.add(legend(
                subject + ", " + of.size() + (of.size() == 1 ? " trial" : " trials"),
                of.get(0).cell())));
        return legend;
    }

    static XYPlot plot(XYDataset data, ValueAxis domain, ValueAxis range) {
        XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
        lines.setDrawSeriesLineAsPath(true);
        XYPlot plot = new XYPlot(data, domain, range, lines);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(0.7f));
        plot.setRangeGridlineStroke(new BasicStroke(0.7f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    static JFreeChart chart(Plot plot) {
        JFreeChart chart = new JFreeChart(null, Typeface.of(LABEL), plot, true);
        chart.setBackgroundPaint(Color.WHITE);
        LegendTitle legend = chart.getLegend();
        legend.setItemFont(Typeface.of(LABEL));
        legend.setItemPaint(TEXT);
        legend.setFrame(BlockBorder.NONE);
        legend.setPosition(RectangleEdge.TOP);
        return chart;
    }
}
