package io.twinstream.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Makes lines of columns. */
final class Unpacker {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader in;
    private final Writer out;
    private int seen;

    Unpacker(BufferedReader in, Writer out) {
        this.in = in;
        this.out = out;
    }

    void unpack() throws IOException {
        if (!PackedHistory.MAGIC.equals(in.readLine())) {
            throw new IllegalArgumentException("it does not begin with '" + PackedHistory.MAGIC + "'");
        }
        String[] order = line().split(" ", -1);
        Iterator<String> kept = lines().iterator();
        List<PackedShape> shapes = shapes();
        List<String> texts = new ArrayList<>();
        for (String text : lines()) {
            texts.add(JSON.readValue(text, String.class));
        }
        Map<PackedShape, List<Codes>> columns = new HashMap<>();
        shapes.forEach(shape -> columns.put(
                shape,
                shape.columns.stream()
                        .map(column -> new Codes(column.toString()))
                        .toList()));
        for (int i = 0; i + 1 < order.length; i += 2) {
            int number = Integer.parseInt(order[i]);
            for (int n = Integer.parseInt(order[i + 1]); n > 0; n--) {
                PackedShape shape = number == 0 ? null : shapes.get(number - 1);
                out.write(
                        shape == null ? kept.next() : JSON.writeValueAsString(next(shape, columns.get(shape), texts)));
                out.write('\n');
            }
        }
    }

    private ObjectNode next(PackedShape shape, List<Codes> columns, List<String> texts) {
        ObjectNode line = JSON.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            Codes codes = columns.get(i);
            codes.next();
            long now = codes.isNew() ? seen++ : shape.last.get(i) + codes.difference();
            shape.last.set(i, now);
            String name = shape.names.get(i);
            if (shape.texts.get(i)) {
                line.put(name, texts.get((int) now));
            } else {
                line.put(name, now + shape.expected(i, line));
            }
        }
        return line;
    }

    /** The codes of a column one after another, with a blank between them; no text is made of each. */
    private static final class Codes {

        private final String column;
        private int begin;
        private int end = -1;

        Codes(String column) {
            this.column = column;
        }

        void next() {
            if (end == column.length()) {
                throw new NoSuchElementException("a column is too short");
            }
            begin = end + 1;
            int blank = column.indexOf(' ', begin);
            end = blank < 0 ? column.length() : blank;
        }

        boolean isNew() {
            return end - begin == 1 && column.charAt(begin) == '+';
        }

        long difference() {
            return Long.parseLong(column, begin, end, 10);
        }
    }

    private List<PackedShape> shapes() throws IOException {
        List<PackedShape> shapes = new ArrayList<>();
        int count = Integer.parseInt(line());
        for (int n = 1; n <= count; n++) {
            PackedShape shape = new PackedShape(n);
            for (String field : line().split(" ", -1)) {
                shape.field(field.substring(0, field.length() - 2), field.endsWith(":s"));
            }
            for (StringBuilder column : shape.columns) {
                column.append(line());
            }
            shapes.add(shape);
        }
        return shapes;
    }

    /** So many lines as the next one says. */
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int left = Integer.parseInt(line()); left > 0; left--) {
            lines.add(line());
        }
        return lines;
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IllegalArgumentException("it was cut off");
        }
        return line;
    }
}
