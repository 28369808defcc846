package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransitionsCommandTest {

    private static final TestShell SHELL = TestShell.withVariables(Map.of());

    @Test
    void showsTheStatusMachineAsATable() {
        assertThat(SHELL.run("transitions")).isEqualTo(new Run(0, """
                Status           May become
                pending          payment_pending, paid, cancelled
                payment_pending  paid, cancelled
                paid             processing, cancelled
                processing       completed, cancelled
                completed        nothing, it is final
                cancelled        nothing, it is final
                refunded         nothing, it is final
                """, ""));
    }

    @Test
    void drawsWhatTheDomainSaysForMermaid() {
        Run run = SHELL.run("transitions", "--format", "mermaid");

        assertThat(run.out()).startsWith("stateDiagram-v2\n");
        assertThat(edges(run.out(), "(\\w+) --> (\\w+)")).isEqualTo(edgesOfTheDomain());
        assertThat(run.out()).contains("refunded --> [*]").doesNotContain("paid --> [*]");
    }

    @Test
    void drawsWhatTheDomainSaysForGraphviz() {
        Run run = SHELL.run("transitions", "--format", "dot");

        assertThat(run.out()).startsWith("digraph orders {\n").endsWith("}\n");
        assertThat(edges(run.out(), "(\\w+) -> (\\w+);")).isEqualTo(edgesOfTheDomain());
        assertThat(run.out()).contains("refunded [peripheries=2];").doesNotContain("paid [");
    }

    @Test
    void isADocumentForPrograms() throws JsonProcessingException {
        Map<String, List<String>> document = JsonMapper.builder()
                .build()
                .readValue(SHELL.run("-o", "json", "transitions").out(), new TypeReference<>() {});

        assertThat(document).hasSize(OrderStatus.values().length);
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(document.get(status.wireName()))
                    .isEqualTo(status.successors().stream()
                            .map(OrderStatus::wireName)
                            .toList());
        }
    }

    @Test
    void isDrawnIfADrawingIsWanted() {
        assertThat(SHELL.run("transitions", "-o", "json", "--format", "dot").out())
                .startsWith("digraph");
    }

    @Test
    void namesTheFormatsThatThereAre() {
        Run run = SHELL.run("transitions", "--format", "png");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("table, mermaid, dot", "See 'orders transitions --help'.");
    }

    private static Set<String> edges(String drawing, String edge) {
        return Pattern.compile(edge)
                .matcher(drawing)
                .results()
                .map(found -> found.group(1) + ">" + found.group(2))
                .collect(Collectors.toSet());
    }

    private static Set<String> edgesOfTheDomain() {
        return Arrays.stream(OrderStatus.values())
                .flatMap(status -> status.successors().stream().map(next -> Stream.of(status, next)))
                .map(edge -> edge.map(OrderStatus::wireName).collect(joining(">")))
                .collect(Collectors.toSet());
    }
}
