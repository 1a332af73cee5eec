package io.twinstream.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.List;

/**
 * A row as a line of the file. The row of a tick spells its columns out; any other has a list of them, and that of a
 * window has its key in place of a position. What does not know windows refuses such a line, so they need no schema of
 * their own.
 */
@JsonTypeName("row")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowLine(
        long t,
        long m,
        String subject,
        Fact.Read read,
        Integer p,
        Long o,
        String symbol,
        String price,
        String user,
        Long timestamp,
        Long ts,
        WindowKey window,
        List<Value> columns,
        Long committed) {

    RowLine {
        if ((p == null) != (o == null) || (p == null) == (window == null)) {
            throw new IllegalArgumentException("a row has a partition and an offset, or else a window");
        }
    }

    private static RowLine of(Fact.Row row) {
        Position at = row.identity() instanceof Position position ? position : null;
        WindowKey window = row.identity() instanceof WindowKey key ? key : null;
        TickColumns tick = row.columns() instanceof TickColumns columns ? columns : null;
        return new RowLine(
                row.t(),
                row.m(),
                row.subject(),
                row.read(),
                at == null ? null : at.partition(),
                at == null ? null : at.offset(),
                tick == null ? null : tick.symbol(),
                tick == null ? null : tick.price(),
                tick == null ? null : tick.user(),
                tick == null ? null : tick.timestamp(),
                tick == null ? null : tick.ts(),
                window,
                tick == null ? row.columns().values() : null,
                row.committed());
    }

    private Fact.Row row() {
        return new Fact.Row(
                t,
                m,
                subject,
                read,
                window == null ? new Position(p, o) : window,
                columns == null ? new TickColumns(symbol, price, user, timestamp, ts) : new Values(columns),
                committed);
    }

    /** Writes. */
    static final class OfRow extends StdConverter<Fact.Row, RowLine> {
        @Override
        public RowLine convert(Fact.Row row) {
            return of(row);
        }
    }

    /** Reads. */
    static final class ToRow extends StdConverter<RowLine, Fact.Row> {
        @Override
        public Fact.Row convert(RowLine line) {
            return line.row();
        }
    }
}
