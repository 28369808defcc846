package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.OrderRevision.Kind;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class HistoryCommandTest {

    private static final String[] COMMAND = {"history", "order_4d2e"};
    private static final JsonMapper JSON = new JsonMapper();

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

    private static Authorship by(String actor, String reason) {
        return new Authorship(Actor.of(actor), Optional.empty(), Optional.of(reason));
    }

    private static Authorship perhapsBy(String actor) {
        return new Authorship(Optional.empty(), Actor.of(actor), Optional.empty());
    }

    public static OrderRevision[] someRevisions() {
        return new OrderRevision[] {
            revision(1, Kind.CREATED, by("shop"), null, "pending"),
            revision(2, Kind.CHANGED, by("alice@example.com"), "pending", "paid", "paymentDetails"),
            revision(3, Kind.CHANGED, perhapsBy("alice@example.com"), "paid", "processing"),
            revision(4, Kind.CHANGED, Authorship.UNKNOWN, "processing", "processing", "GSI1_SK", "pdfUrl"),
            revision(5, Kind.CHANGED, by("cli:thandi", "Chargeback, ticket 4712"), "processing", "refunded"),
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
                When                  What                                Who                                 Why
                2026-01-05T11:51:00Z  created as pending                  shop
                2026-01-05T11:52:00Z  pending -> paid, paymentDetails     alice@example.com
                2026-01-05T11:53:00Z  paid -> processing                  unknown, perhaps alice@example.com
                2026-01-05T11:54:00Z  GSI1_SK, pdfUrl                     unknown
                2026-01-05T11:55:00Z  processing -> refunded              cli:thandi                          Chargeback, ticket 4712
                2026-01-05T11:56:00Z  no visible change                   shop
                2026-01-05T11:57:00Z  deleted, active                     shop
                2026-01-05T11:58:00Z  restored, refunded -> paid, active  shop
                2026-01-05T12:00:00Z  paid -> EXPIRED, unreadable         unknown
                2026-01-05T12:00:00Z  removed, was EXPIRED                unknown
                """, ""));
    }

    @Test
    void printsAJsonListOfRevisions() throws Exception {
        Run run = TestTable.holding(aPendingOrder()).record(someRevisions()).run("history", "order_4d2e", "-o", "json");

        JsonNode list = JSON.readTree(run.out());
        assertThat(list).hasSize(10);
        assertThat(list.get(4)).isEqualTo(JSON.readTree("""
                {"when": "2026-01-05T11:55:00Z", "kind": "changed", "actor": "cli:thandi",
                 "reason": "Chargeback, ticket 4712", "statusBefore": "processing", "statusAfter": "refunded",
                 "sequenceNumber": "5"}"""));
        assertThat(list.get(2).get("perhapsActor").asText()).isEqualTo("alice@example.com");
        assertThat(list.get(2).has("actor")).isFalse();
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
