package io.twinstream.report.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The typeface of all charts, Liberation Sans, which comes with PDFBox: charts are laid out by its measures and pages
 * carry it, so that both are the same on every machine.
 */
public final class Typeface {

    static final String FAMILY = "Liberation Sans";

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final Font FONT;

    static {
        // Charts are written, not shown: a display that is named but gone must not be asked for fonts.
        System.setProperty("java.awt.headless", "true");
        FONT = load();
    }

    private Typeface() {}

    /**
     * Loads what a process that is being ended cannot load any more, for who may have to draw then. Where there are no
     * fonts it does nothing: that is said when something is drawn.
     */
    public static void prepare() {
        try {
            of(1);
        } catch (LinkageError | InternalError e) {
            // as above
        }
    }

    /** The font, in this size. */
    static Font of(float points) {
        return FONT.deriveFont(points);
    }

    /** The letters that charts are written with, as a style sheet that needs no other file. */
    public static String styleSheet() {
        try (InputStream file = open();
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
            TTFSubsetter letters = new TTFSubsetter(font);
            for (int letter = ' '; letter <= '~'; letter++) {
                letters.add(letter);
            }
            ByteArrayOutputStream subset = new ByteArrayOutputStream();
            letters.writeToStream(subset);
            return "@font-face{font-family:'%s';src:url(data:font/ttf;base64,%s)}"
                    .formatted(FAMILY, Base64.getEncoder().encodeToString(subset.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException("The typeface of the charts cannot be read: " + e.getMessage(), e);
        }
    }

    private static Font load() {
        try (InputStream file = open()) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("The typeface of the charts cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open() {
        return PDDocument.class.getResourceAsStream(FILE);
    }
}
