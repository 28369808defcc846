package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
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
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
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
    void writesWhatIsAskedForAndShowsTheOrder() {
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
        assertThat(stored.paymentDetails())
                .contains(PaymentDetails.of(
                        Optional.of("payfast"),
                        Optional.of("txn-9"),
                        Optional.of("pf-9"),
                        Optional.of("2026-01-05T13:59:58+02:00")));
    }

    @Test
    void keepsStdoutForTheDocument() {
        Run run = table.run("-o", "json", "update", "order_4d2e", "--status", "cancelled", "--yes");

        assertThat(run.out())
                .startsWith("{\n")
                .contains("\"status\": \"cancelled\"")
                .endsWith("}\n");
    }

    @Test
    void showsWhichPaymentDetailsGo() {
        TestTable paid = TestTable.holding(aPaidOrder());

        Run run = paid.run("update", "order_4d2e", "--transaction-id", "txn-2", "--dry-run");

        assertThat(run.err())
                .contains(
                        "Payment method      payfast                    -> (none)\n",
                        "Transaction id      txn-1                      -> txn-2\n")
                .doesNotContain("Status");
    }

    @Test
    void showsThatTheReasonOfACorrectionGoes() {
        TestTable corrected = TestTable.holding(anOrder(TENANT, ID, OrderStatus.PAID)
                .lastUpdateReason("Bounced")
                .build());

        Run run = corrected.run("update", "order_4d2e", "--status", "processing", "--dry-run");

        assertThat(run.err()).contains("Reason      Bounced  -> (none)\n");
    }

    @Test
    void writesNothingInADryRun() {
        Run run = table.run("update", "order_4d2e", "--status", "paid", "--dry-run", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("pending  -> paid").endsWith("This was a dry run: nothing was written.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void showsAProgramTheOrderAsItIsStoredAfterADryRun() {
        Run run = table.run("update", "order_4d2e", "--status", "paid", "--dry-run", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"status\": \"pending\"").doesNotContain("\"paid\"");
        assertThatNothingIsWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " y "})
    void writesWhatIsConfirmed(String answer) {
        Run run = table.shell().typing(answer + "\n").run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("pending  -> paid", "Write this? [y/N] ", "Written.");
        assertThat(table.order().status()).isEqualTo(OrderStatus.PAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "yo\n", "ORD-2025-00042\n", ""})
    void writesNothingUnlessItIsConfirmed(String answer) {
        Run run = table.shell().typing(answer).run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("Error: Nothing was written.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void refusesToAskWhereTheQuestionIsNotSeen() {
        Run run = table.shell().typing("y\n").withErrAsTerminal(false).run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .doesNotContain("[y/N]")
                .endsWith("Error: Nothing was written: the question would go to stderr, which is not a terminal here."
                        + " Give --yes to write.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void saysThatNothingWasWrittenIfCtrlCIsPressedAtTheQuestion() {
        AtomicReference<Runnable> ctrlC = new AtomicReference<>();
        Reader typing = typingYesAfter(() -> ctrlC.get().run());
        TestProcessContext shell = table.shell().typing(typing).with(onInterrupt -> {
            ctrlC.set(onInterrupt);
            return () -> {};
        });

        Run run = shell.run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("Write this? [y/N] \nNothing was written.\nError: Interrupted.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void isNotInterruptedOnceItIsAnswered() {
        TestProcessContext shell =
                table.shell().typing("y\n").with(onInterrupt -> onInterrupt); // pressed after the answer

        Run run = shell.run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).endsWith("Written.\n").doesNotContain("Nothing was written");
    }

    @Test
    void wantsTheOrderNumberTypedInProduction() {
        TestTable production = TestTable.production();
        production.put(aPendingOrder());
        String[] update = {
            "update", "order_4d2e", "--status", "paid", "--env", "prod", "--endpoint-url", production.endpoint()
        };
        TestProcessContext shell = TestProcessContext.withVariables(Map.of());

        Run refused = shell.typing("y\n").run(update);
        OrderStatus statusThen = production.order().status();
        Run written = shell.typing("ORD-2025-00042\n").run(update);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("This is production. Type the order number (ORD-2025-00042) to continue: ");
        assertThat(statusThen).isEqualTo(OrderStatus.PENDING);
        assertThat(written.exitCode()).isZero();
        assertThat(production.order().status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void wantsTheOrderIdTypedInProductionIfThereIsNoNumber() {
        TestTable production = TestTable.production();
        production.put(Order.builder(TENANT, new OrderId("order_5"), OrderStatus.PENDING)
                .build());

        Run run = production.shell().typing("order_5\n").run("update", "order_5", "--status", "paid");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("Type the order id (order_5) to continue: ", "Updated by  (none)   -> cli:thandi");
    }

    @Test
    void refusesToWriteUnaskedWhereNobodyCanBeAsked() {
        Run run = table.run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .endsWith(
                        "Error: Nothing was written: there is no terminal to ask on, or stdin or stdout is redirected. Give --yes to write.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void saysWhatIsSoAlreadyAndAsksNobody() {
        Run run = table.run("update", "order_4d2e", "--status", "pending", "--if-match", "stale");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Status           pending\n");
        assertThat(run.err()).isEqualTo("The order is so already: nothing was written.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void saysWhatIsAllowedWhereATransitionIsNot() {
        Run run = table.run("update", "order_4d2e", "--status", "completed", "--yes");

        assertThat(run).isEqualTo(new Run(1, "", """
                Error: Invalid status transition from pending to completed
                Current status: pending.
                It may become: payment_pending, paid, cancelled.
                Current version: 2025-12-30T10:00:00Z
                """));
    }

    @Test
    void saysThatAFinalStatusIsFinal() {
        TestTable completed =
                TestTable.holding(anOrder(TENANT, ID, OrderStatus.COMPLETED).build());

        Run run = completed.run("update", "order_4d2e", "--status", "paid", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("""
                Error: Cannot update order in immutable state: completed
                Current status: completed, which is final.
                """);
    }

    @Test
    void refusesAPaymentThatTheStatusDoesNotTakeAndKeepsItSecret() {
        Run run = table.run("update", "order_4d2e", "--transaction-id", "txn-secret", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("Payment details can only be set when status is 'paid' or 'payment_pending'")
                .doesNotContain("txn-secret", "thandi@example.com");
    }

    @Test
    void losesToAnotherWriterWhoWasFaster() {
        Reader slow = typingYesAfter(() -> table.update(OrderUpdate.to(OrderStatus.CANCELLED)));

        Run run = table.shell().typing(slow).run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("""
                Error: Nothing was written: bob@example.com changed the order to cancelled at \
                2026-01-05T12:00:00.000000Z. Check it and decide again.
                Current status: cancelled, which is final.
                Also possible with 'orders fix': pending, payment_pending, paid, processing, refunded.
                Current version: 2026-01-05T12:00:00.000000Z
                """);
        assertThat(table.order().lastUpdatedBy()).contains("bob@example.com");
    }

    @Test
    void refusesAVersionThatIsNotTheCurrentOne() {
        Run run = table.run("update", "order_4d2e", "--status=paid", "--if-match=2025-12-29T00:00:00Z", "--yes");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .contains(
                        "Error: Nothing was written: --if-match does not name the current version: shop changed the order"
                                + " to pending at 2025-12-30T10:00:00Z. Check it and decide again.\n",
                        "Current version: 2025-12-30T10:00:00Z");
        assertThatNothingIsWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-30T10:00:00Z", "\"2025-12-30T10:00:00Z\"", "2025-12-30T10%3A00:00Z", "*"})
    void writesTheVersionThatIsNamed(String token) {
        assertThat(table.run("update", "order_4d2e", "--status", "paid", "--if-match", token, "--yes")
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-30 10:00:00+00:00", "100% odd", "100%25 odd"})
    void takesAnOddVersionAsItIsShown(String token) {
        TestTable odd = TestTable.holding(anOrder(TENANT, ID, OrderStatus.PENDING)
                .lockToken(new LockToken(token))
                .build());

        assertThat(odd.run("update", "order_4d2e", "--status", "paid", "--if-match", token, "--yes")
                        .exitCode())
                .isZero();
    }

    @Test
    void doesNotTakeAnEmptyVersionForAny() {
        Run run = table.run("update", "order_4d2e", "--status", "paid", "--if-match", "", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--if-match");
        assertThatNothingIsWritten();
    }

    @Test
    void asksForSomethingToUpdate() {
        assertThat(table.run("update", "order_4d2e", "--yes"))
                .isEqualTo(new Run(2, "", "Error: Give --status or a payment option.\nSee 'orders update --help'.\n"));
    }

    @Test
    void namesTheOptionsThatBreakARule() {
        Run run = table.run(
                "update", "order_4d2e", "--status=paid", "--transaction-id= ", "--paid-at=yesterday", "--yes");

        assertThat(run).isEqualTo(new Run(2, "", """
                Error: --transaction-id must not be blank
                Error: --paid-at must be an ISO 8601 date-time with offset
                See 'orders update --help'.
                """));
    }

    @Test
    void namesTheSevenStatuses() {
        Run run = table.run("update", "order_4d2e", "--status", "EXPIRED", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Error: --status must be one of pending, payment_pending, paid, processing, completed,"
                        + " cancelled, refunded\n");
    }

    @Test
    void doesNotFindADeletedOrder() {
        TestTable deleted = TestTable.holding(
                anOrder(TENANT, ID, OrderStatus.PENDING).active(false).build());

        Run run = deleted.run("update", "order_4d2e", "--status", "paid", "--yes");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo(
                        "Error: Order order_4d2e not found (a deleted one counts as not found; 'orders get' shows it)\n");
    }

    @Test
    void doesNotTouchAnOrderThatCannotBeRead() {
        TestTable expired = TestTable.holding().put(aPendingOrder(), "status", AttributeValue.fromS("EXPIRED"));

        Run run = expired.run("update", "order_4d2e", "--status", "paid", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "Error: The API refuses this order because its status 'EXPIRED' does not exist. To repair it:"
                                + " orders fix order_4d2e --status pending --reason '…'\n");
        assertThat(expired.item(TENANT, ID)).containsEntry("status", AttributeValue.fromS("EXPIRED"));
    }

    @Test
    void doesNotGuessWhoseOrderIsMeant() {
        TestTable two = TestTable.holding(
                aPendingOrder(),
                anOrder(new TenantId("tenant_1"), ID, OrderStatus.PENDING).build());

        assertThat(two.run("update", "order_4d2e", "--status", "paid", "--yes").exitCode())
                .isEqualTo(2);
        assertThat(two.run("update", "order_4d2e", "--status", "paid", "--yes", "--tenant", "tenant_1")
                        .exitCode())
                .isZero();
        assertThat(two.order().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void doesNotKnowWhoseOrderIsMeantIfTheIndexDoesNot() {
        assertThat(table.run("update", "order_0", "--status", "paid", "--yes").exitCode())
                .isEqualTo(3);
    }

    @Test
    void saysWhoItWas() {
        TestProcessContext shell = table.shell().with("ORDERS_ACTOR", "night shift");

        shell.run("update", "order_4d2e", "--status", "payment_pending", "--yes");
        Optional<String> byVariable = table.order().lastUpdatedBy();
        shell.run("update", "order_4d2e", "--status", "paid", "--yes", "--actor", "@alice");
        Optional<String> byOption = table.order().lastUpdatedBy();

        assertThat(byVariable).contains("night shift");
        assertThat(byOption).contains("@alice");
    }

    @Test
    void wantsANameIfItGetsOne() {
        Run byOption = table.run("update", "order_4d2e", "--status", "paid", "--yes", "--actor", " ");
        Run byVariable =
                table.shell().with("ORDERS_ACTOR", "").run("update", "order_4d2e", "--status", "paid", "--yes");

        assertThat(byOption.exitCode()).isEqualTo(2);
        assertThat(byOption.err()).contains("--actor");
        assertThat(byVariable.exitCode()).isEqualTo(2);
        assertThat(byVariable.err()).contains("ORDERS_ACTOR");
        assertThatNothingIsWritten();
    }

    @Test
    void decidesAsTheDomainDoes() {
        for (OrderStatus status : OrderStatus.values()) {
            Order order = anOrder(TENANT, ID, OrderStatus.PROCESSING).build();
            TestTable processing = TestTable.holding(order);

            Run run = processing.run("update", "order_4d2e", "--status", status.wireName(), "--yes");

            boolean allowed =
                    status == order.status() || order.status().successors().contains(status);
            assertThat(run.exitCode()).as(status.wireName()).isEqualTo(allowed ? 0 : 1);
        }
    }

    @Test
    void admitsThatItDoesNotKnowWhetherItWroteIfTheAnswerIsMissing() {
        EmbeddedDynamoDb dying = EmbeddedDynamoDb.start(EmbeddedDynamoDb.ANY_PORT);
        TestProcessContext shell = TestTable.in(dying, aPendingOrder()).shell();

        Run run = shell.typing(typingYesAfter(dying::close)).run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("not certain: 'orders get' shows.\n", "Error: DynamoDB did not answer UpdateItem");
    }

    /** Meanwhile something happens: the order was read, and is not written yet. */
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
