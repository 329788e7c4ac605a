package io.foundry9.filebackend.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.category.StatisticalBarRenderer;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** Draws results, each once as PNG and once as SVG. */
final class Plots {
    private static final int WIDTH = 900;
    private static final int ROW = 26;
    private static final int FRAME = 90;
    private static final Color OURS = new Color(0x2b6cb0);
    private static final Color GOOD = new Color(0x2f855a);
    private static final Color MISSED = new Color(0xc05621);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final Path folder;

    Plots(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Each goal's figure as a part of its limit. */
    void goals(String name, List<Goal> goals) throws IOException {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (Goal goal : goals) {
            goal.share().ifPresent(share -> data.addValue(Math.min(share, 2), "share", goal.work()));
        }
        BarRenderer bars = new BarRenderer() {
            private static final long serialVersionUID = 1;

            @Override
            public Paint getItemPaint(int row, int column) {
                return data.getValue(row, column).doubleValue() > 1.005 ? MISSED : GOOD;
            }
        };
        CategoryPlot plot = plot(data, bars, "measured / limit (cut at 2)");
        plot.addRangeMarker(new ValueMarker(1, Color.DARK_GRAY, new BasicStroke(1.5f)));
        draw(name, "Goals: what was measured, as a part of the limit", plot, data.getColumnCount());
    }

    /** The median of each contestant, with half the way between its best and its worst to both sides. */
    void race(String name, Standing standing) throws IOException {
        DefaultStatisticalCategoryDataset data = new DefaultStatisticalCategoryDataset();
        for (String contestant : standing.runs().keySet()) {
            Spread seconds = standing.seconds(contestant);
            data.add(seconds.median(), (seconds.most() - seconds.least()) / 2, "seconds", contestant);
        }
        StatisticalBarRenderer bars = new StatisticalBarRenderer();
        bars.setSeriesPaint(0, OURS);
        bars.setErrorIndicatorPaint(Color.DARK_GRAY);
        draw(name, standing.title(), plot(data, bars, "seconds"), data.getColumnCount());
    }

    private static CategoryPlot plot(CategoryDataset data, BarRenderer bars, String axis) {
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setMaximumBarWidth(0.5);
        CategoryAxis names = new CategoryAxis();
        names.setTickLabelFont(FONT);
        names.setMaximumCategoryLabelWidthRatio(0.6f);
        names.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        NumberAxis values = new NumberAxis(axis);
        values.setLabelFont(FONT);
        values.setTickLabelFont(FONT);
        CategoryPlot plot = new CategoryPlot(data, names, values, bars);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setOutlineVisible(false);
        return plot;
    }

    private void draw(String name, String title, CategoryPlot plot, int rows) throws IOException {
        JFreeChart chart = new JFreeChart(title, FONT.deriveFont(Font.BOLD, 14f), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        int height = FRAME + ROW * rows;
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".png"))) {
            ChartUtils.writeChartAsPNG(out, chart, WIDTH, height);
        }
        SVGGraphics2D svg = new SVGGraphics2D(WIDTH, height);
        chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, height));
        Files.writeString(folder.resolve(name + ".svg"), svg.getSVGElement() + "\n");
    }
}
