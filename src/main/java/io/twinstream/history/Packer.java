package io.twinstream.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts lines into columns. */
final class Packer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder order = new StringBuilder();
    private final List<String> kept = new ArrayList<>();
    private final Map<String, PackedShape> shapes = new LinkedHashMap<>();
    private final Map<String, Long> texts = new LinkedHashMap<>();
    private int running = -1;
    private int length;

    void add(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            boolean flat = node.isObject() && line.equals(JSON.writeValueAsString(node));
            for (JsonNode value : node) {
                flat &= value.isTextual() || (value.isIntegralNumber() && value.canConvertToLong());
            }
            if (flat) {
                PackedShape shape = shape((ObjectNode) node);
                follow(shape.number);
                add((ObjectNode) node, shape);
            } else {
                follow(0);
                kept.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(int shape) {
        if (shape != running) {
            endRun();
            running = shape;
            length = 0;
        }
        length++;
    }

    private void endRun() {
        if (running >= 0) {
            order.append(order.length() > 0 ? " " : "")
                    .append(running)
                    .append(' ')
                    .append(length);
        }
    }

    private PackedShape shape(ObjectNode line) {
        StringBuilder key = new StringBuilder();
        line.properties()
                .forEach(field ->
                        key.append(field.getKey()).append(field.getValue().isTextual() ? ":s " : ":n "));
        return shapes.computeIfAbsent(key.toString().strip(), fields -> {
            PackedShape shape = new PackedShape(shapes.size() + 1);
            line.properties()
                    .forEach(field ->
                            shape.field(field.getKey(), field.getValue().isTextual()));
            return shape;
        });
    }

    private void add(ObjectNode line, PackedShape shape) {
        int i = 0;
        for (Iterator<JsonNode> values = line.elements(); values.hasNext(); i++) {
            JsonNode value = values.next();
            StringBuilder column = shape.columns.get(i);
            long now;
            if (shape.texts.get(i)) {
                Long known = texts.putIfAbsent(value.textValue(), (long) texts.size());
                now = known == null ? texts.size() - 1 : known;
                column.append(known == null ? "+" : Long.toString(now - shape.last.get(i)));
            } else {
                now = value.longValue() - shape.expected(i, line);
                column.append(now - shape.last.get(i));
            }
            column.append(' ');
            shape.last.set(i, now);
        }
    }

    void write(Writer out) throws IOException {
        endRun();
        line(out, PackedHistory.MAGIC);
        line(out, order);
        line(out, kept.size());
        for (String line : kept) {
            line(out, line);
        }
        line(out, shapes.size());
        for (Map.Entry<String, PackedShape> shape : shapes.entrySet()) {
            line(out, shape.getKey());
            for (StringBuilder column : shape.getValue().columns) {
                line(out, column);
            }
        }
        line(out, texts.size());
        for (String text : texts.keySet()) {
            line(out, JSON.writeValueAsString(text));
        }
    }

    private static void line(Writer out, Object text) throws IOException {
        out.write(text.toString());
        out.write('\n');
    }
}
