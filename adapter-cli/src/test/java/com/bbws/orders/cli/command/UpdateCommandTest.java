package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UpdateCommandTest {

    private static final String NO_TERMINAL =
            "Error: Nothing was written: cannot ask for confirmation, because stdin, stdout or stderr is not a terminal."
                    + " Use --yes to write without confirmation.\n";

    private static final String PREVIEW_OF_A_PAYMENT = """
            Order ORD-2025-00042, order_4d2e of tenant tenant_9f1c in %s:
              Status              pending  -> paid
              Payment method      (none)   -> payfast
              Transaction id      (none)   -> txn-9
              PayFast payment id  (none)   -> pf-9
              Paid at             (none)   -> 2026-01-05T13:59:58+02:00
              Updated by          shop     -> cli:thandi
            """;

    private final TestTable table = TestTable.holding(aPendingOrder());
    private final Map<String, AttributeValue> untouched = table.item(TENANT, ID);

    @Test
    void writesTheUpdateAndShowsTheOrder() {
        Run run = table.run(
                "update",
                "order_4d2e",
                "--status=paid",
                "--payment-method=payfast",
                "--transaction-id=txn-9",
                "--payfast-payment-id=pf-9",
                "--paid-at=2026-01-05T13:59:58+02:00",
                "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo(PREVIEW_OF_A_PAYMENT.formatted(table.name()) + "Written.\n");
        assertThat(run.out())
                .contains("Status              paid\n", "Last updated        2026-01-05T12:00:00.000000Z (just now)\n");
        Order stored = table.order();
        assertThat(stored.status()).isEqualTo(OrderStatus.PAID);
        assertThat(stored.lastUpdatedBy()).contains("cli:thandi");
        assertThat(stored.lastUpdateId()).isPresent();
        assertThat(stored.paymentDetails())
                .contains(PaymentDetails.of(Map.of(
                        PaymentField.METHOD,
                        "payfast",
                        PaymentField.TRANSACTION_ID,
                        "txn-9",
                        PaymentField.PAYFAST_PAYMENT_ID,
                        "pf-9",
                        PaymentField.PAID_AT,
                        "2026-01-05T13:59:58+02:00")));
    }

    @Test
    void writesOnlyTheDocumentToStdout() {
        Run run = table.run("-o", "json", "update", "order_4d2e", "--status", "cancelled", "--yes");

        assertThat(run.out())
                .startsWith("{\n")
                .contains("\"status\": \"cancelled\"")
                .endsWith("}\n");
    }

    @Test
    void showsThePaymentDetailsThatAreRemoved() {
        TestTable paid = TestTable.holding(aPaidOrder());

        Run run = paid.run("update", "order_4d2e", "--transaction-id", "txn-2", "--dry-run");

        assertThat(run.err())
                .contains(
                        "Payment method      payfast                    -> (none)\n",
                        "Transaction id      txn-1                      -> txn-2\n")
                .doesNotContain("Status");
    }

    @Test
    void showsThatTheReasonOfACorrectionIsRemoved() {
        TestTable corrected = TestTable.holding(
                anOrder(KEY, OrderStatus.PAID).lastUpdateReason("Chargeback").build());

        Run run = corrected.run("update", "order_4d2e", "--status", "processing", "--dry-run");

        assertThat(run.err()).contains("Reason      Chargeback  -> (none)\n");
    }

    @Test
    void writesNothingInADryRun() {
        Run run = table.run("update", "order_4d2e", "--status", "paid", "--dry-run", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("pending  -> paid").endsWith("Dry run. Nothing was written.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void printsTheStoredOrderAsADocumentAfterADryRun() {
        Run run = table.run("update", "order_4d2e", "--status", "paid", "--dry-run", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"status\": \"pending\"").doesNotContain("\"paid\"");
        assertThatNothingIsWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " y "})
    void writesAfterConfirmation(String answer) {
        Run run = table.process().typing(answer + "\n").run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("pending  -> paid", "Write this change? [y/N] ", "Written.");
        assertThat(table.order().status()).isEqualTo(OrderStatus.PAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "yo\n", "ORD-2025-00042\n", ""})
    void writesNothingWithoutConfirmation(String answer) {
        Run run = table.process().typing(answer).run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("Error: Nothing was written.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void rejectsTheChangeIfStderrIsNotATerminal() {
        Run run =
                table.process().typing("y\n").withErrAsTerminal(false).run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("[y/N]").endsWith(NO_TERMINAL);
        assertThatNothingIsWritten();
    }

    @Test
    void reportsThatNothingWasWrittenAfterCtrlCAtThePrompt() {
        AtomicReference<Runnable> ctrlC = new AtomicReference<>();
        Reader typing = typingYesAfter(() -> ctrlC.get().run());
        TestProcessContext process = table.process().typing(typing).with(onInterrupt -> {
            ctrlC.set(onInterrupt);
            return () -> {};
        });

        Run run = process.run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("Write this change? [y/N] \nNothing was written.\nError: Interrupted.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void ignoresCtrlCAfterTheAnswer() {
        TestProcessContext process =
                table.process().typing("y\n").with(onInterrupt -> onInterrupt); // pressed after the answer

        Run run = process.run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).endsWith("Written.\n").doesNotContain("Nothing was written");
    }

    @Test
    void asksForTheOrderNumberInProduction() {
        TestTable production = TestTable.production();
        production.put(aPendingOrder());
        String[] update = {
            "update", "order_4d2e", "--status", "paid", "--env", "prod", "--endpoint-url", production.endpoint()
        };
        TestProcessContext process = TestProcessContext.withVariables(Map.of());

        Run rejected = process.typing("y\n").run(update);
        OrderStatus statusThen = production.order().status();
        Run written = process.typing("ORD-2025-00042\n").run(update);

        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.err()).contains("This is production. Type the order number (ORD-2025-00042) to confirm: ");
        assertThat(statusThen).isEqualTo(OrderStatus.PENDING);
        assertThat(written.exitCode()).isZero();
        assertThat(production.order().status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void asksForTheOrderIdInProductionIfThereIsNoNumber() {
        TestTable production = TestTable.production();
        production.put(Order.builder(new OrderKey(TENANT, new OrderId("order_5")), OrderStatus.PENDING)
                .build());

        Run run = production.process().typing("order_5\n").run("update", "order_5", "--status", "paid");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("Type the order id (order_5) to confirm: ", "Updated by  (none)   -> cli:thandi");
    }

    @Test
    void rejectsAChangeWithoutATerminalOrYes() {
        Run run = table.run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith(NO_TERMINAL);
        assertThatNothingIsWritten();
    }

    @Test
    void reportsThatTheOrderIsUpToDateWithoutAsking() {
        Run run = table.run("update", "order_4d2e", "--status", "pending", "--if-match", "stale");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Status             pending\n");
        assertThat(run.err()).isEqualTo("Already up to date. Nothing was written.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void showsTheAllowedTransitionsForAnInvalidOne() {
        Run run = table.run("update", "order_4d2e", "--status", "completed", "--yes");

        assertThat(run).isEqualTo(new Run(1, "", """
                Error: Invalid status transition from pending to completed
                Current status: pending
                Allowed next statuses: payment_pending, paid, cancelled
                Current version: 2025-12-30T10:00:00Z
                """));
    }

    @Test
    void reportsAFinalStatus() {
        TestTable completed =
                TestTable.holding(anOrder(KEY, OrderStatus.COMPLETED).build());

        Run run = completed.run("update", "order_4d2e", "--status", "paid", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("""
                Error: Cannot update order in immutable state: completed
                Current status: completed (final)
                """);
    }

    @Test
    void rejectsAPaymentThatTheStatusDoesNotAllowWithoutShowingIt() {
        Run run = table.run("update", "order_4d2e", "--transaction-id", "txn-secret", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("Payment details can only be set when status is 'paid' or 'payment_pending'")
                .doesNotContain("txn-secret", "thandi@example.com");
    }

    @Test
    void reportsAConflictWithAFasterWriter() {
        Reader slow = typingYesAfter(() -> table.update(OrderUpdate.to(OrderStatus.CANCELLED)));

        Run run = table.process().typing(slow).run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("""
                Error: Nothing was written: bob@example.com changed the order to cancelled at \
                2026-01-05T12:00:00.000000Z. Check the order and try again.
                Current status: cancelled (final)
                Also allowed with 'orders fix': pending, payment_pending, paid, processing, refunded
                Current version: 2026-01-05T12:00:00.000000Z
                """);
        assertThat(table.order().lastUpdatedBy()).contains("bob@example.com");
    }

    @Test
    void rejectsAVersionThatIsNotCurrent() {
        Run run = table.run("update", "order_4d2e", "--status=paid", "--if-match=2025-12-29T00:00:00Z", "--yes");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .contains(
                        "Error: Nothing was written: --if-match is not the current version: shop changed the order"
                                + " to pending at 2025-12-30T10:00:00Z. Check the order and try again.\n",
                        "Current version: 2025-12-30T10:00:00Z");
        assertThatNothingIsWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-30T10:00:00Z", "\"2025-12-30T10:00:00Z\"", "2025-12-30T10%3A00:00Z", "*"})
    void writesIfTheVersionIsCurrent(String token) {
        assertThat(table.run("update", "order_4d2e", "--status", "paid", "--if-match", token, "--yes")
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-30 10:00:00+00:00", "100% new", "100%25 new"})
    void acceptsAnUnusualVersionAsItIsShown(String token) {
        TestTable unusual = TestTable.holding(anOrder(KEY, OrderStatus.PENDING)
                .lockToken(new LockToken(token))
                .build());

        assertThat(unusual.run("update", "order_4d2e", "--status", "paid", "--if-match", token, "--yes")
                        .exitCode())
                .isZero();
    }

    @Test
    void rejectsAnEmptyVersion() {
        Run run = table.run("update", "order_4d2e", "--status", "paid", "--if-match", "", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--if-match");
        assertThatNothingIsWritten();
    }

    @Test
    void requiresAValueToUpdate() {
        assertThat(table.run("update", "order_4d2e", "--yes"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "Error: Use --status or a payment option.\nUse 'orders update --help' for more information.\n"));
    }

    @Test
    void reportsEveryInvalidOption() {
        Run run = table.run(
                "update", "order_4d2e", "--status=paid", "--transaction-id= ", "--paid-at=yesterday", "--yes");

        assertThat(run).isEqualTo(new Run(2, "", """
                Error: --transaction-id must not be blank
                Error: --paid-at must be an ISO 8601 date-time with offset
                Use 'orders update --help' for more information.
                """));
    }

    @Test
    void listsTheStatusesForAnUnknownOne() {
        Run run = table.run("update", "order_4d2e", "--status", "EXPIRED", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Error: --status must be one of pending, payment_pending, paid, processing, completed,"
                        + " cancelled, refunded\n");
    }

    @Test
    void doesNotFindADeletedOrder() {
        TestTable deleted = TestTable.holding(
                anOrder(KEY, OrderStatus.PENDING).active(false).build());

        Run run = deleted.run("update", "order_4d2e", "--status", "paid", "--yes");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo(
                        "Error: Order order_4d2e not found. It does not exist or is soft-deleted. 'orders get' shows soft-deleted orders.\n");
    }

    @Test
    void rejectsAnUnreadableOrder() {
        TestTable expired = TestTable.holding().put(aPendingOrder(), "status", AttributeValue.fromS("EXPIRED"));

        Run run = expired.run("update", "order_4d2e", "--status", "paid", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "Error: The API rejects updates of this order because its status 'EXPIRED' is unknown. To correct it:"
                                + " orders fix order_4d2e --status pending --reason '…'\n");
        assertThat(expired.item(TENANT, ID)).containsEntry("status", AttributeValue.fromS("EXPIRED"));
    }

    @Test
    void rejectsAnIdThatSeveralTenantsHave() {
        TestTable two = TestTable.holding(
                aPendingOrder(),
                anOrder(new OrderKey(new TenantId("tenant_1"), ID), OrderStatus.PENDING)
                        .build());

        assertThat(two.run("update", "order_4d2e", "--status", "paid", "--yes").exitCode())
                .isEqualTo(2);
        assertThat(two.run("update", "order_4d2e", "--status", "paid", "--yes", "--tenant", "tenant_1")
                        .exitCode())
                .isZero();
        assertThat(two.order().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void reportsAnIdThatTheIndexDoesNotHave() {
        assertThat(table.run("update", "order_0", "--status", "paid", "--yes").exitCode())
                .isEqualTo(3);
    }

    @Test
    void recordsTheActor() {
        TestProcessContext process = table.process().with("ORDERS_ACTOR", "night shift");

        process.run("update", "order_4d2e", "--status", "payment_pending", "--yes");
        Optional<String> byVariable = table.order().lastUpdatedBy();
        process.run("update", "order_4d2e", "--status", "paid", "--yes", "--actor", "@alice");
        Optional<String> byOption = table.order().lastUpdatedBy();

        assertThat(byVariable).contains("night shift");
        assertThat(byOption).contains("@alice");
    }

    @Test
    void rejectsAnActorWithoutPrintableCharacters() {
        Run byOption = table.run("update", "order_4d2e", "--status", "paid", "--yes", "--actor", " ");
        Run byVariable =
                table.process().with("ORDERS_ACTOR", "").run("update", "order_4d2e", "--status", "paid", "--yes");

        assertThat(byOption.exitCode()).isEqualTo(2);
        assertThat(byOption.err()).contains("--actor");
        assertThat(byVariable.exitCode()).isEqualTo(2);
        assertThat(byVariable.err()).contains("ORDERS_ACTOR");
        assertThatNothingIsWritten();
    }

    @Test
    void allowsTheSameTransitionsAsTheDomain() {
        for (OrderStatus status : OrderStatus.values()) {
            Order order = anOrder(KEY, OrderStatus.PROCESSING).build();
            TestTable processing = TestTable.holding(order);

            Run run = processing.run("update", "order_4d2e", "--status", status.wireName(), "--yes");

            boolean allowed =
                    status == order.status() || order.status().successors().contains(status);
            assertThat(run.exitCode()).as(status.wireName()).isEqualTo(allowed ? 0 : 1);
        }
    }

    @Test
    void reportsAnUnknownOutcomeIfTheResponseIsLost() {
        EmbeddedDynamoDb dying = EmbeddedDynamoDb.start(EmbeddedDynamoDb.ANY_PORT);
        TestProcessContext process = TestTable.in(dying, aPendingOrder()).process();

        Run run = process.typing(typingYesAfter(dying::close)).run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "It is unknown whether the change was written. Check with 'orders get'.\n",
                        "Error: DynamoDB did not respond to UpdateItem");
    }

    /** Runs an action after the order was read and before it is written. */
    private static Reader typingYesAfter(Runnable meanwhile) {
        return new FilterReader(new StringReader("y\n")) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read > 0) {
                    meanwhile.run();
                }
                return read;
            }
        };
    }

    private void assertThatNothingIsWritten() {
        assertThat(table.item(TENANT, ID)).isEqualTo(untouched);
    }
}
