package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiles and runs the example in the README. */
class ReadmeTest {

    @Test
    void runsTheExample() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        embed(Clock.fixed(NOON, ZoneOffset.UTC), new PrintStream(printed, true, UTF_8));

        assertThat(printed.toString(UTF_8).strip()).isEqualTo("pending -> paid");
    }

    @Test
    void isShownInTheReadme() throws IOException {
        Path here = Path.of("src/test/java/com/bbws/orders/domain/ReadmeTest.java");
        List<String> source = Files.readAllLines(here);
        int start = source.indexOf("        // example") + 1;
        int end = source.indexOf("        // end of example");
        String example =
                String.join("\n", source.subList(start, end)).indent(-8).replace("out.println", "System.out.println");

        assertThat(Files.readString(Path.of("../README.md"))).containsOnlyOnce("```java\n" + example + "```\n");
    }

    private static void embed(Clock clock, PrintStream out) {
        // example
        Order order = Order.builder(
                        new OrderKey(new TenantId("tenant_9f1c"), new OrderId("order_4d2e")), OrderStatus.PENDING)
                .lockToken(new LockToken("2025-12-30T10:00:00Z"))
                .build();

        OrderChange change = order.update(
                        OrderUpdate.to(OrderStatus.PAID), new Actor("billing"), UpdateId.random(), clock.instant())
                .orElseThrow(); // empty: the order is already paid

        out.println(order.status() + " -> " + change.after().status()); // pending -> paid
        // end of example
    }
}
