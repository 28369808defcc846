package com.bbws.orders.lambda;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The results of several variants: medians and their ratios to the baseline of each variant, as a Markdown table. */
final class BenchmarkResults {

    /** The figures with a meaningful ratio to the baseline; the parts of a start are close to zero in the baseline. */
    private static final Set<String> COMPARED = Set.of("cold ms", "cpu s", "cpu ms", "peak MB");

    private final Map<BenchmarkVariant, Map<String, List<Double>>> measured = new LinkedHashMap<>();

    /** Adds one figure of one run. */
    void add(BenchmarkVariant variant, String figure, double value) {
        measured.computeIfAbsent(variant, any -> new LinkedHashMap<>())
                .computeIfAbsent(figure, any -> new ArrayList<>())
                .add(value);
    }

    private double median(BenchmarkVariant variant, String figure) {
        List<Double> values =
                measured.get(variant).get(figure).stream().sorted().toList();
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** Prints a row for each variant: the median of each figure, its range, and its ratio to the baseline. */
    void print() {
        List<String> figures = measured.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
        System.out.println(row(Stream.concat(Stream.of(""), figures.stream())));
        System.out.println(row(Stream.concat(Stream.of("---"), figures.stream().map(any -> "---:"))));
        measured.keySet()
                .forEach(variant -> System.out.println(row(Stream.concat(
                        Stream.of(variant.name()), figures.stream().map(figure -> cell(variant, figure))))));
    }

    private String cell(BenchmarkVariant variant, String figure) {
        List<Double> values = measured.get(variant).get(figure);
        if (values == null) {
            return "";
        }
        double median = median(variant, figure);
        String range = values.size() == 1
                ? ""
                : " (%s–%s)"
                        .formatted(
                                number(values.stream().min(Double::compare).orElseThrow()),
                                number(values.stream().max(Double::compare).orElseThrow()));
        String ratio = measured.keySet().stream()
                .filter(baseline -> COMPARED.contains(figure)
                        && baseline != variant
                        && baseline.name().equals(variant.baseline()))
                .filter(baseline -> measured.get(baseline).containsKey(figure))
                .map(baseline -> ", **%.2f x**".formatted(median / median(baseline, figure)))
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
