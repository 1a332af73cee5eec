package io.twinstream.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A logarithmic axis with a tick at each power of ten, whose labels are text: those of its superclass are drawn as
 * outlines.
 */
final class DecadeAxis extends LogAxis {

    private static final long serialVersionUID = 1;

    /** A tick at the very end of an axis would be left out for a rounding error. */
    private static final double MARGIN = 1e-3;

    private final NumberFormat labels;

    DecadeAxis(String label, NumberFormat labels) {
        super(label);
        this.labels = labels;
        setTickUnit(new NumberTickUnit(1));
        setMinorTickMarksVisible(false);
    }

    /** Makes it begin and end at a power of ten, for only those have ticks. */
    void span(double least, double most) {
        setRange(
                Math.pow(10, Math.floor(Math.log10(least))) * (1 - MARGIN),
                Math.pow(10, Math.ceil(Math.log10(most))) * (1 + MARGIN));
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = new ArrayList<>();
        for (Object tick : super.refreshTicks(g2, state, area, edge)) {
            ValueTick outlined = (ValueTick) tick;
            if (TickType.MAJOR.equals(outlined.getTickType())) {
                ticks.add(new NumberTick(
                        TickType.MAJOR,
                        outlined.getValue(),
                        labels.format(outlined.getValue()),
                        outlined.getTextAnchor(),
                        TextAnchor.CENTER,
                        0));
            }
        }
        return ticks;
    }
}
