package com.bbws.orders.cli.output;

import com.bbws.orders.domain.OrderStatus;
import java.util.Locale;

/**
 * Draws the status machine: the statuses in one column; on the right, arcs for the transitions of updates; on the left,
 * dashed arcs for the transitions of corrections only.
 */
public final class StateDiagramSvg {

    private static final int WIDTH = 760;
    private static final int ROW = 80;
    private static final int BOX_WIDTH = 170;
    private static final int BOX_HEIGHT = 40;
    private static final int TOP = 70;
    private static final int CENTER = WIDTH / 2;

    /** The horizontal reach of an arc for each status that it passes. */
    private static final int REACH = 44;

    /** The distance between the ends of arcs, so that they do not overlap. */
    private static final double SPREAD = 3.5;

    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
            font-family="sans-serif" font-size="15" text-anchor="middle">
              <title>Allowed status transitions</title>
              <defs>
                <marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
                  <path d="M0,0 L10,5 L0,10 z" fill="#555"/>
                </marker>
              </defs>
              <rect width="%1$d" height="%2$d" fill="#fff"/>
              <text x="%3$d" y="30" fill="#555">corrections only</text>
              <text x="%4$d" y="30" fill="#555">updates</text>
            """;

    private final StringBuilder svg = new StringBuilder();

    private StateDiagramSvg() {}

    /** Returns the diagram as an SVG 1.1 document. */
    public static String svg() {
        StateDiagramSvg diagram = new StateDiagramSvg();
        diagram.draw();
        return diagram.svg.toString();
    }

    private void draw() {
        int height = TOP + OrderStatus.values().length * ROW;
        add(HEAD, WIDTH, height, CENTER - BOX_WIDTH, CENTER + BOX_WIDTH);
        for (OrderStatus status : OrderStatus.values()) {
            status.successors().forEach(next -> arc(status, next, 1));
            status.correctionsOnly().forEach(next -> arc(status, next, -1));
        }
        for (OrderStatus status : OrderStatus.values()) {
            box(status);
        }
        add("</svg>\n");
    }

    private void arc(OrderStatus from, OrderStatus to, int side) {
        int distance = to.ordinal() - from.ordinal();
        double edge = CENTER + side * BOX_WIDTH / 2.0;
        double reach = edge + side * REACH * Math.abs(distance);
        // An arc downwards starts below the middle of its box and ends above the middle of the next one.
        double begin = y(from) + SPREAD * distance;
        double end = y(to) - SPREAD * distance;
        add(
                "  <path d=\"M%.0f,%.0f C%.0f,%.0f %.0f,%.0f %.0f,%.0f\" fill=\"none\" stroke=\"#555\"%s"
                        + " marker-end=\"url(#head)\"><title>%s to %s</title></path>\n",
                edge,
                begin,
                reach,
                begin,
                reach,
                end,
                edge,
                end,
                side < 0 ? " stroke-dasharray=\"5,4\"" : "",
                from.wireName(),
                to.wireName());
    }

    private void box(OrderStatus status) {
        add(
                "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#f5f7fa\" stroke=\"#333\""
                        + " stroke-width=\"%d\"/>\n",
                CENTER - BOX_WIDTH / 2, y(status) - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT, status.isFinal() ? 3 : 1);
        add("  <text x=\"%d\" y=\"%d\">%s</text>\n", CENTER, y(status) + 5, status.wireName());
    }

    private static int y(OrderStatus status) {
        return TOP + status.ordinal() * ROW + BOX_HEIGHT / 2;
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
