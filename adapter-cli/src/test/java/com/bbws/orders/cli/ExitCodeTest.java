package com.bbws.orders.cli;

import static com.bbws.orders.cli.process.ExitCode.CONFLICT;
import static com.bbws.orders.cli.process.ExitCode.NOT_FOUND;
import static com.bbws.orders.cli.process.ExitCode.REFUSED;
import static com.bbws.orders.cli.process.ExitCode.SUCCESS;
import static com.bbws.orders.cli.process.ExitCode.UNAVAILABLE;
import static com.bbws.orders.cli.process.ExitCode.USAGE;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every exit code of every command, with the start of stdout and a part of stderr. */
class ExitCodeTest {

    private final TestTable table = TestTable.holding(aPendingOrder())
            .put(
                    anOrder(new OrderKey(TENANT, new OrderId("order_broken")), OrderStatus.PENDING)
                            .build(),
                    "status",
                    AttributeValue.fromS("EXPIRED"));

    static List<Arguments> ends() {
        return List.of(
                row(SUCCESS, "get order_4d2e", "Order number", ""),
                row(SUCCESS, "list --tenant tenant_9f1c", "Order id", ""),
                row(SUCCESS, "update order_4d2e --status paid --yes", "Order number", "Written."),
                row(SUCCESS, "update order_4d2e --status pending --yes", "Order number", "Nothing was written"),
                row(SUCCESS, "fix order_4d2e --status paid --reason x --yes", "Order number", "Written."),
                row(SUCCESS, "transitions", "Status", ""),
                row(SUCCESS, "verify --tenant tenant_none", "", "0 orders"),
                row(SUCCESS, "completion", "#!/usr/bin/env bash", ""),
                row(SUCCESS, "--version", "orders ", ""),
                row(REFUSED, "get order_broken", "Order number", "status 'EXPIRED' is unknown"),
                row(REFUSED, "update order_4d2e --status completed --yes", "", "Invalid status transition"),
                row(REFUSED, "update order_broken --status paid --yes", "", "status 'EXPIRED' is unknown"),
                row(
                        REFUSED,
                        "fix order_4d2e --status refunded --reason x --yes",
                        "",
                        "A correction cannot change the status from"),
                row(REFUSED, "verify --all", "order_broken", "1 with defects"),
                row(USAGE, "get", "", "ORDER_ID"),
                row(USAGE, "list", "", "--tenant"),
                row(USAGE, "update order_4d2e --yes", "", "Use --status or a payment option."),
                row(USAGE, "fix order_4d2e --status paid --yes", "", "--reason"),
                row(USAGE, "fix --file no-such-file.csv --yes", "", "no-such-file.csv"),
                row(USAGE, "transitions --format gif", "", "--format"),
                row(USAGE, "verify", "", "--tenant or --all"),
                row(USAGE, "completion fish", "", "bash, zsh"),
                row(NOT_FOUND, "get order_none", "", "--tenant"),
                row(NOT_FOUND, "get order_none --tenant tenant_9f1c", "", "not found"),
                row(NOT_FOUND, "update order_none --tenant tenant_9f1c --status paid --yes", "", "not found"),
                row(NOT_FOUND, "fix order_none --tenant t --status paid --reason x --yes", "", "not found"),
                row(CONFLICT, "update order_4d2e --status paid --if-match stale --yes", "", "Current version"),
                row(UNAVAILABLE, "get order_4d2e --table no-such-table", "", "Table no-such-table in af-south-1"),
                row(UNAVAILABLE, "list --tenant t --table no-such-table", "", " does not exist: check the table name"),
                row(
                        UNAVAILABLE,
                        "update order_1 --tenant t --status paid --yes --table none",
                        "",
                        " does not exist: check the table name"),
                row(
                        UNAVAILABLE,
                        "fix o --tenant t --status paid --reason x --yes --table none",
                        "",
                        " does not exist: check the table name"),
                row(UNAVAILABLE, "verify --all --table no-such-table", "", " does not exist: check the table name"),
                row(
                        UNAVAILABLE,
                        "get order_4d2e --profile absent",
                        "",
                        "No AWS credentials found for the profile 'absent' (--profile)"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void isReturned(ExitCode code, String line, String out, String err) {
        Run run = table.run(line.split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(code.number());
        assertThat(run.out()).startsWith(out);
        assertThat(run.err()).contains(err);
        if (out.isEmpty()) {
            assertThat(run.out()).isEmpty();
        }
        if (err.isEmpty()) {
            assertThat(run.err()).isEmpty();
        }
    }

    private static Arguments row(ExitCode code, String line, String out, String err) {
        return Arguments.of(code, line, out, err);
    }
}
