package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.testing.LocalStack;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.function.PackagedFunction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.MountableFile;

/**
 * The contract of the packaged zip as a function in LocalStack, which runs it in the image of Lambda. Skipped without Docker,
 * see {@link LocalStack}.
 */
class LocalStackPutOrderIT extends PutOrderContract {

    private static final String FUNCTION = "update_order-test";
    private static final String ZIP = "/tmp/update-order-lambda.zip";

    /** Enough time for LocalStack to download the image of Lambda. */
    private static final String INVOCATION_PATIENCE_SECONDS = "240";

    private static LocalStackContainer container;
    private static TestTable table;

    @BeforeAll
    static void createFunction() throws Exception {
        container = LocalStack.container("dynamodb", "lambda", "iam", "logs", "sts")
                .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", INVOCATION_PATIENCE_SECONDS)
                .withCopyFileToContainer(MountableFile.forHostPath(PackagedFunction.ZIP), ZIP);
        container.start();
        table = LocalStack.table(container);
        aws(
                "lambda",
                "create-function",
                "--function-name",
                FUNCTION,
                "--runtime",
                "java21",
                "--handler",
                UpdateOrderHandler.class.getName(),
                "--zip-file",
                "fileb://" + ZIP,
                "--role",
                "arn:aws:iam::000000000000:role/update_order-test",
                "--memory-size",
                "512",
                "--timeout",
                "30",
                "--environment",
                "Variables={" + DynamoDbSettings.TABLE_NAME_VARIABLE + "="
                        + table.settings().tableName() + "}");
        aws("lambda", "wait", "function-active-v2", "--function-name", FUNCTION);
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    TestService service() {
        return new RemoteService(table, LocalStackPutOrderIT::invoke);
    }

    /** Runs the AWS CLI of the LocalStack image, so the test needs no client of Lambda's API. */
    private static void aws(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("awslocal", "--region", container.getRegion(), "--cli-read-timeout", "300"));
        command.addAll(Arrays.asList(arguments));
        ExecResult result = container.execInContainer(command.toArray(String[]::new));
        assertThat(result.getExitCode())
                .as("%s%n%s%s", command, result.getStdout(), result.getStderr())
                .isZero();
    }

    private static String invoke(String event) {
        URI uri = container.getEndpoint().resolve("/2015-03-31/functions/" + FUNCTION + "/invocations");
        HttpRequest invocation = HttpRequest.newBuilder(uri)
                // LocalStack reads the service and the region from the header and does not verify the signature.
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + container.getAccessKey() + "/20260101/" + container.getRegion()
                                + "/lambda/aws4_request, SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString(event))
                .build();
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(invocation, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.headers().firstValue("X-Amz-Function-Error"))
                    .as(response.body())
                    .isEmpty();
            return response.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }
}
