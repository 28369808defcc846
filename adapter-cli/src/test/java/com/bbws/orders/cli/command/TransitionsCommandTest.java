package com.bbws.orders.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.domain.OrderStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TransitionsCommandTest {

    private static final TestProcessContext PROCESS = TestProcessContext.withVariables(Map.of());

    @Test
    void showsTheStatusMachineAsATable() {
        assertThat(PROCESS.run("transitions")).isEqualTo(new Run(0, """
                Status           Next statuses                     Also allowed with 'orders fix'
                pending          payment_pending, paid, cancelled
                payment_pending  paid, cancelled                   pending
                paid             processing, cancelled             pending, payment_pending, refunded
                processing       completed, cancelled              paid, refunded
                completed        none (final)                      processing, refunded
                cancelled        none (final)                      pending, payment_pending, paid, processing, refunded
                refunded         none (final)                      paid, processing, completed, cancelled
                any other        none (unknown)                    any status
                """, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void wrapsBetweenWordsOnANarrowTerminal(int columns) {
        Run run = PROCESS.typing("").wide(columns).run("transitions", "--no-color");

        List<String> words = List.of(PROCESS.run("transitions").out().split("[\\s,]+"));
        assertThat(run.out().lines()).allMatch(line -> line.length() <= columns);
        assertThat(run.out().split("[\\s,]+")).isSubsetOf(words);
    }

    @Test
    void printsAllTransitionsForMermaid() {
        Run run = PROCESS.run("transitions", "--format", "mermaid");

        assertThat(run.out()).startsWith("stateDiagram-v2\n");
        assertThat(edges(run.out(), "(\\w+) --> (\\w+)\n")).isEqualTo(updates());
        assertThat(edges(run.out(), "(\\w+) --> (\\w+): fix\n")).isEqualTo(correctionsOnly());
        assertThat(run.out()).contains("refunded --> [*]").doesNotContain("paid --> [*]");
    }

    @Test
    void printsAllTransitionsForGraphviz() {
        Run run = PROCESS.run("transitions", "--format", "dot");

        assertThat(run.out()).startsWith("digraph orders {\n").endsWith("}\n");
        assertThat(edges(run.out(), "(\\w+) -> (\\w+);")).isEqualTo(updates());
        assertThat(edges(run.out(), "(\\w+) -> (\\w+) \\[style=dashed, label=fix\\];"))
                .isEqualTo(correctionsOnly());
        assertThat(run.out()).contains("refunded [peripheries=2];").doesNotContain("paid [peripheries");
    }

    @Test
    void drawsAllTransitionsAsSvg() throws Exception {
        Run run = PROCESS.run("transitions", "--format", "svg");

        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(run.out())))
                .getDocumentElement();
        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(arcs(svg, false)).isEqualTo(updates());
        assertThat(arcs(svg, true)).isEqualTo(correctionsOnly());
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(run.out()).contains(">" + status.wireName() + "</text>");
        }
        assertThat(run.err()).isEmpty();
    }

    @Test
    void printsAJsonDocument() throws JsonProcessingException {
        Map<String, Map<String, List<String>>> document = JsonMapper.builder()
                .build()
                .readValue(PROCESS.run("-o", "json", "transitions").out(), new TypeReference<>() {});

        assertThat(document).hasSize(OrderStatus.values().length);
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(document.get(status.wireName()))
                    .isEqualTo(Map.of("update", names(status.successors()), "fix", names(status.corrections())));
        }
    }

    @Test
    void rejectsFormatAndOutputTogether() {
        Run run = PROCESS.run("transitions", "-o", "json", "--format", "dot");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--format or --output");
    }

    @Test
    void rejectsAnUnknownFormat() {
        Run run = PROCESS.run("transitions", "--format", "png");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("table, mermaid, dot, svg", "Use 'orders transitions --help' for more information.");
    }

    private static Set<String> edges(String diagram, String edge) {
        return Pattern.compile(edge)
                .matcher(diagram)
                .results()
                .map(found -> found.group(1) + ">" + found.group(2))
                .collect(Collectors.toSet());
    }

    private static Set<String> arcs(Element svg, boolean isDashed) {
        NodeList paths = svg.getElementsByTagName("path");
        return IntStream.range(0, paths.getLength())
                .mapToObj(i -> (Element) paths.item(i))
                .filter(path -> path.hasAttribute("marker-end") && path.hasAttribute("stroke-dasharray") == isDashed)
                .map(path -> path.getTextContent().replace(" to ", ">"))
                .collect(Collectors.toSet());
    }

    private static Set<String> updates() {
        return edges(OrderStatus::successors);
    }

    private static Set<String> correctionsOnly() {
        Set<String> edges = edges(OrderStatus::corrections);
        edges.removeAll(updates());
        return edges;
    }

    private static Set<String> edges(Function<OrderStatus, Set<OrderStatus>> next) {
        return Arrays.stream(OrderStatus.values())
                .flatMap(status -> next.apply(status).stream().map(to -> status.wireName() + ">" + to.wireName()))
                .collect(Collectors.toSet());
    }

    private static List<String> names(Set<OrderStatus> statuses) {
        return statuses.stream().map(OrderStatus::wireName).toList();
    }
}
