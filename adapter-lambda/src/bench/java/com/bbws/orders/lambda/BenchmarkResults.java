package com.bbws.orders.lambda;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What was measured of several candidates in turn: medians, and their ratios to each one's floor, as a Markdown table. */
final class BenchmarkResults {

    /** Of these the ratio to the floor says something; the parts of a start are next to nothing there. */
    private static final Set<String> COMPARED = Set.of("cold ms", "cpu s", "cpu ms", "peak MB");

    private final Map<BenchmarkVariant, Map<String, List<Double>>> measured = new LinkedHashMap<>();

    /** Notes one figure of one run. */
    void add(BenchmarkVariant candidate, String figure, double value) {
        measured.computeIfAbsent(candidate, any -> new LinkedHashMap<>())
                .computeIfAbsent(figure, any -> new ArrayList<>())
                .add(value);
    }

    private double median(BenchmarkVariant candidate, String figure) {
        List<Double> values =
                measured.get(candidate).get(figure).stream().sorted().toList();
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** Prints a row for each candidate: the median of each figure, its range, and its ratio to the floor's. */
    void print() {
        List<String> figures = measured.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
        System.out.println(row(Stream.concat(Stream.of(""), figures.stream())));
        System.out.println(row(Stream.concat(Stream.of("---"), figures.stream().map(any -> "---:"))));
        measured.keySet()
                .forEach(candidate -> System.out.println(row(Stream.concat(
                        Stream.of(candidate.name()), figures.stream().map(figure -> cell(candidate, figure))))));
    }

    private String cell(BenchmarkVariant candidate, String figure) {
        List<Double> values = measured.get(candidate).get(figure);
        if (values == null) {
            return "";
        }
        double median = median(candidate, figure);
        String range = values.size() == 1
                ? ""
                : " (%s–%s)"
                        .formatted(
                                number(values.stream().min(Double::compare).orElseThrow()),
                                number(values.stream().max(Double::compare).orElseThrow()));
        String ratio = measured.keySet().stream()
                .filter(floor -> COMPARED.contains(figure)
                        && floor != candidate
                        && floor.name().equals(candidate.floor()))
                .filter(floor -> measured.get(floor).containsKey(figure))
                .map(floor -> ", **%.2f x**".formatted(median / median(floor, figure)))
                .collect(joining());
        return number(median) + range + ratio;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String row(Stream<String> cells) {
        return cells.collect(joining(" | ", "| ", " |"));
    }
}
