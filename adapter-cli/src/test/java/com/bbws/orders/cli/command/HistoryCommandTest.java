package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.OrderRevision.Kind;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class HistoryCommandTest {

    private static final String[] COMMAND = {"history", "order_4d2e"};
    private static final JsonMapper JSON = new JsonMapper();

    /** An order that was written 2,000 times. */
    private static final TestTable LONG = TestTable.holding(aPendingOrder())
            .record(IntStream.rangeClosed(1, 2_000)
                    .mapToObj(i -> revision(i, Kind.CHANGED, by("shop"), "paid", "paid", "pdfUrl"))
                    .toArray(OrderRevision[]::new));

    public static OrderRevision revision(
            int number, Kind kind, Authorship author, String before, String after, String... changed) {
        return new OrderRevision(
                new SequenceNumber(Integer.toString(number)),
                NOON.minusSeconds(600L - 60L * number),
                kind,
                author,
                Optional.ofNullable(before),
                Optional.ofNullable(after),
                List.of(changed),
                0,
                List.of());
    }

    private static Authorship by(String actor) {
        return new Authorship(Actor.of(actor), Optional.empty(), Optional.empty());
    }

    private static Authorship by(String actor, Optional<String> reason, String updateId) {
        return new Authorship(Actor.of(actor), reason, UpdateId.of(updateId));
    }

    public static OrderRevision[] someRevisions() {
        return new OrderRevision[] {
            revision(1, Kind.CREATED, by("shop"), null, "pending"),
            revision(
                    2,
                    Kind.CHANGED,
                    by("alice@example.com", Optional.empty(), "request-1"),
                    "pending",
                    "paid",
                    "paymentDetails"),
            revision(3, Kind.CHANGED, by("alice@example.com", Optional.empty(), "request-2"), "paid", "processing"),
            revision(4, Kind.CHANGED, Authorship.UNKNOWN, "processing", "processing", "GSI1_SK", "pdfUrl"),
            revision(
                    5,
                    Kind.CHANGED,
                    by("cli:thandi", Optional.of("Chargeback, ticket 4712"), "request-3"),
                    "processing",
                    "refunded"),
            revision(6, Kind.CHANGED, by("shop"), "refunded", "refunded"),
            revision(7, Kind.DELETED, by("shop"), "refunded", "refunded", "active"),
            revision(8, Kind.RESTORED, by("shop"), "refunded", "paid", "active"),
            new OrderRevision(
                    new SequenceNumber("9"),
                    NOON,
                    Kind.CHANGED,
                    Authorship.UNKNOWN,
                    Optional.of("paid"),
                    Optional.of("EXPIRED"),
                    List.of(),
                    0,
                    List.of("status: found 'EXPIRED'")),
            revision(10, Kind.REMOVED, Authorship.UNKNOWN, "EXPIRED", null)
        };
    }

    @Test
    void showsWhoChangedWhatWhenAndWhy() {
        Run run = TestTable.holding(aPendingOrder()).record(someRevisions()).run(COMMAND);

        assertThat(run).isEqualTo(new Run(0, """
                When                  What                                Who                Why
                2026-01-05T11:51:00Z  created as pending                  shop
                2026-01-05T11:52:00Z  pending -> paid, paymentDetails     alice@example.com
                2026-01-05T11:53:00Z  paid -> processing                  alice@example.com
                2026-01-05T11:54:00Z  GSI1_SK, pdfUrl                     unknown
                2026-01-05T11:55:00Z  processing -> refunded              cli:thandi         Chargeback, ticket 4712
                2026-01-05T11:56:00Z  no visible change                   shop
                2026-01-05T11:57:00Z  deleted, active                     shop
                2026-01-05T11:58:00Z  restored, refunded -> paid, active  shop
                2026-01-05T12:00:00Z  paid -> EXPIRED, unreadable         unknown
                2026-01-05T12:00:00Z  removed, was EXPIRED                unknown
                """, ""));
    }

    @Test
    void showsTheUpdateIdsIfAskedTo() {
        Run run = TestTable.holding(aPendingOrder())
                .record(someRevisions()[0], someRevisions()[1], someRevisions()[4])
                .run("history", "order_4d2e", "--verbose");

        assertThat(run).isEqualTo(new Run(0, """
                When                  What                             Who                Why                      Update id
                2026-01-05T11:51:00Z  created as pending               shop
                2026-01-05T11:52:00Z  pending -> paid, paymentDetails  alice@example.com                           request-1
                2026-01-05T11:55:00Z  processing -> refunded           cli:thandi         Chargeback, ticket 4712  request-3
                """, ""));
    }

    @Test
    void showsAnExpiryWithoutAnAuthor() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder())
                .record(revision(1, Kind.EXPIRED, Authorship.UNKNOWN, "cancelled", null));

        assertThat(table.run(COMMAND)).isEqualTo(new Run(0, """
                When                  What                                    Who  Why
                2026-01-05T11:51:00Z  removed by expiry (TTL), was cancelled
                """, ""));
        assertThat(JSON.readTree(
                                table.run("history", "order_4d2e", "-o", "json").out())
                        .get(0))
                .isEqualTo(JSON.readTree("""
                        {"when": "2026-01-05T11:51:00Z", "kind": "expired", "statusBefore": "cancelled",
                         "sequenceNumber": "1"}"""));
    }

    @Test
    void showsTheChangesOfATime() {
        TestTable table = TestTable.holding(aPendingOrder()).record(someRevisions());

        assertThat(times(table.run(
                        "history",
                        "order_4d2e",
                        "--since",
                        "2026-01-05T11:53:00Z",
                        "--until",
                        "2026-01-05T13:54:00+02:00")))
                .containsExactly("2026-01-05T11:53:00Z", "2026-01-05T11:54:00Z");
        assertThat(times(table.run("history", "order_4d2e", "--since", "2026-01-05", "--until", "2026-01-05")))
                .hasSize(10);
        assertThat(table.run("history", "order_4d2e", "--until", "2026-01-04"))
                .isEqualTo(new Run(0, "", "No changes are recorded in this time.\n"));
        assertThat(table.run("history", "order_4d2e", "--since", "2026-01-06", "-o", "json"))
                .isEqualTo(new Run(0, "[ ]\n", ""));
    }

    private static List<String> times(Run run) {
        return run.out().lines().skip(1).map(line -> line.split(" ")[0]).toList();
    }

    @Test
    void rejectsAnInvalidTime() {
        TestTable table = TestTable.holding(aPendingOrder());

        assertThat(table.run("history", "order_4d2e", "--since", "yesterday")).isEqualTo(new Run(2, "", """
                        Error: --since must be a date, such as 2026-01-31, or a date-time, such as 2026-01-31T08:00:00Z.
                        """));
        assertThat(table.run("history", "order_4d2e", "--since", "2026-01-02", "--until", "2026-01-01"))
                .isEqualTo(new Run(2, "", "Error: --since must not be after --until.\n"));
    }

    @Test
    void printsAJsonListOfRevisions() throws Exception {
        Run run = TestTable.holding(aPendingOrder()).record(someRevisions()).run("history", "order_4d2e", "-o", "json");

        JsonNode list = JSON.readTree(run.out());
        assertThat(list).hasSize(10);
        assertThat(list.get(4)).isEqualTo(JSON.readTree("""
                {"when": "2026-01-05T11:55:00Z", "kind": "changed", "actor": "cli:thandi",
                 "reason": "Chargeback, ticket 4712", "updateId": "request-3", "statusBefore": "processing",
                 "statusAfter": "refunded", "sequenceNumber": "5"}"""));
        assertThat(list.get(3).has("actor")).isFalse();
        assertThat(list.get(3).has("updateId")).isFalse();
        assertThat(list.get(3).get("changed").toString()).isEqualTo("[\"GSI1_SK\",\"pdfUrl\"]");
        assertThat(list.get(8).get("problems").toString()).isEqualTo("[\"status: found 'EXPIRED'\"]");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void printsTheSameRevisionsAsYaml() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder()).record(someRevisions());

        assertThat(new YAMLMapper()
                        .readTree(
                                table.run("history", "order_4d2e", "-o", "yaml").out()))
                .isEqualTo(JSON.readTree(
                        table.run("history", "order_4d2e", "-o", "json").out()));
    }

    @Test
    void colorsStatusesAndFitsTheTerminal() {
        Run run = TestTable.holding(aPendingOrder())
                .record(someRevisions())
                .process()
                .typing("")
                .wide(80)
                .run(COMMAND);

        assertThat(run.out()).contains("\u001b[");
        assertThat(run.out().lines().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .allMatch(line -> line.length() <= 80)
                .anyMatch(line -> line.startsWith("2026-01-05T11:52:00Z  pending -> paid, paymentDetails     alice@"));
    }

    @Test
    void reportsAnEmptyHistory() {
        TestTable table = TestTable.holding(aPendingOrder());

        assertThat(table.run(COMMAND)).isEqualTo(new Run(0, "", "No changes are recorded.\n"));
        assertThat(table.run("history", "order_4d2e", "-o", "json")).isEqualTo(new Run(0, "[ ]\n", ""));
    }

    @Test
    void showsTheHistoryOfARemovedOrder() {
        TestTable table = TestTable.holding().record(someRevisions());

        Run searched = table.run(COMMAND);
        Run named = table.run("history", "order_4d2e", "--tenant", "tenant_9f1c");

        assertThat(searched.out()).contains("removed, was EXPIRED");
        assertThat(searched).isEqualTo(new Run(0, named.out(), """
                Order order_4d2e not found in the index. Searching the whole table for its history. Use --tenant to avoid this search.
                History found for tenant tenant_9f1c.
                """));
        assertThat(named.err()).isEmpty();
    }

    @Test
    void doesNotSearchTheTableForAnOrderInTheIndex() {
        TestTable table = TestTable.holding(aPendingOrder()).record(someRevisions());

        assertThat(table.run(COMMAND).err()).isEmpty();
    }

    @Test
    void rejectsARemovedOrderOfSeveralTenants() {
        TestTable table = TestTable.holding()
                .record(someRevisions())
                .record(new OrderKey(new TenantId("tenant_1"), OrderFixtures.ID), someRevisions()[0]);

        Run run = table.run(COMMAND);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .endsWith(
                        "Error: Several tenants have an order order_4d2e: tenant_1, tenant_9f1c. Use --tenant to select one.\n");
    }

    @Test
    void reportsAnOrderWithoutHistoryAsNotFound() {
        Run run = TestTable.holding().record(someRevisions()).run("history", "order_0");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .endsWith("Error: No history found for order order_0, and the order is not in the index, which"
                        + " may be a few seconds out of date. Use --tenant to read the table directly.\n");
    }

    @Test
    void showsTheNumberOfOmittedNames() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder())
                .record(new OrderRevision(
                        new SequenceNumber("1"),
                        NOON,
                        Kind.CHANGED,
                        by("shop"),
                        Optional.of("paid"),
                        Optional.of("paid"),
                        List.of("a", "b"),
                        4,
                        List.of()));

        JsonNode revision = JSON.readTree(
                        table.run("history", "order_4d2e", "-o", "json").out())
                .get(0);
        assertThat(revision.get("changed").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(revision.get("changedOmitted").asInt()).isEqualTo(4);
        assertThat(table.run(COMMAND).out()).contains("  a, b, and 4 more  shop");
    }

    @Test
    void reportsAnUnknownOrderAsNotFound() {
        Run run = TestTable.holding(aPendingOrder()).run("history", "order_0", "--tenant", "tenant_9f1c");

        assertThat(run).isEqualTo(new Run(3, "", "Error: Order order_0 not found\n"));
    }

    @Test
    void showsNothingOfAnotherTenantsOrder() {
        TestTable table = TestTable.holding(aPendingOrder()).record(someRevisions());

        assertThat(table.run("history", "order_4d2e", "--tenant", "tenant_other"))
                .isEqualTo(new Run(3, "", "Error: Order order_4d2e not found\n"));
    }

    @Test
    void showsManyChangesInOrder() {
        List<OrderRevision> many = new ArrayList<>();
        for (int i = 1; i <= 250; i++) {
            many.add(revision(i, Kind.CHANGED, by("shop"), "paid", "paid", "pdfUrl" + i));
        }
        TestTable table = TestTable.holding(aPendingOrder()).record(many.toArray(OrderRevision[]::new));

        assertThat(table.run(COMMAND).out().lines().skip(1).map(line -> line.replaceAll(".*pdfUrl(\\d+).*", "$1")))
                .isEqualTo(many.stream()
                        .map(revision -> revision.number().digits())
                        .toList());
    }

    /** The memory that it needs does not depend on the length of the history: it reads a page when it has printed the last. */
    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "yaml"})
    void readsNoMoreOfALongHistoryThanItPrints(String format) {
        String[] command = {"history", "order_4d2e", "--tenant", "tenant_9f1c", "-o", format};
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            TestProcessContext process = LONG.processOver(proxy.endpoint());

            process.runClosed(true, command);
            assertThat(proxy.requests("Query")).isOne();

            assertThat(process.run(command).out().lines().filter(line -> line.contains("pdfUrl")))
                    .hasSize(2_000);
            assertThat(proxy.requests("Query")).isEqualTo(1 + 10 + 1);
        }
    }

    @Test
    void isPartOfGetWithTheOptionHistory() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder()).record(someRevisions());

        assertThat(table.run("get", "order_4d2e", "--history").out())
                .startsWith(table.run("get", "order_4d2e").out() + "\nWhen ")
                .endsWith(table.run(COMMAND).out());
        JsonNode order = JSON.readTree(
                table.run("get", "order_4d2e", "--history", "-o", "json").out());
        assertThat(order.get("history"))
                .isEqualTo(JSON.readTree(
                        table.run("history", "order_4d2e", "-o", "json").out()));
        assertThat(order.get("id").asText()).isEqualTo("order_4d2e");
    }

    @Test
    void isReportedAsEmptyInGet() {
        Run run = TestTable.holding(aPendingOrder()).run("get", "order_4d2e", "--history");

        assertThat(run.out()).endsWith("\n\nNo changes are recorded.\n");
        assertThat(run.exitCode()).isZero();
    }
}
