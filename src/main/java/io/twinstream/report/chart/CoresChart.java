package io.twinstream.report.chart;

import io.twinstream.archive.JudgedSubject;
import io.twinstream.archive.Unit;
import io.twinstream.checker.CoreUse;
import java.io.IOException;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How many cores the processes of a lane kept busy from one sample to the next, a line for each trial. */
final class CoresChart {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 260;

    private CoresChart() {}

    /** The chart, as an SVG element. */
    static String of(List<JudgedSubject> trials, String id, String says) throws IOException {
        XYSeriesCollection data = new XYSeriesCollection();
        XYPlot plot =
                ChartStyle.plot(data, ChartStyle.axis("seconds from the first tick"), ChartStyle.axis("cores in use"));
        for (JudgedSubject trial : trials) {
            XYSeries series = new XYSeries(trial.cell() + " " + trial.number());
            for (CoreUse.Sample sample : trial.cores()) {
                series.add(Unit.SECONDS.of(sample.at()), sample.cores());
            }
            plot.getRenderer()
                    .setSeriesPaint(data.getSeriesCount(), Ink.of(trial.cell().lane()));
            plot.getRenderer()
                    .setSeriesStroke(data.getSeriesCount(), Ink.of(trial.cell().sink()));
            data.addSeries(series);
        }
        plot.setFixedLegendItems(ChartStyle.legend(trials));
        return Svg.of(ChartStyle.chart(plot), id, says, WIDTH, HEIGHT);
    }
}
