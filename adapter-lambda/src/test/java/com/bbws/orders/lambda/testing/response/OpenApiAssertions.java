package com.bbws.orders.lambda.testing.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.bbws.orders.domain.testing.PersonalData;
import java.util.Map;

/**
 * Holds answers against {@code openapi.yaml}: status code, headers and body, with no member that it does not name; and errors
 * against what no error may tell.
 */
public final class OpenApiAssertions {

    private static final OpenApiInteractionValidator DESCRIPTION =
            OpenApiInteractionValidator.createForInlineApiSpecification(OpenApiDocument.text("*"))
                    .build();

    private OpenApiAssertions() {}

    /**
     * Checks an answer to a PUT.
     *
     * @throws AssertionError if the description has no such answer
     */
    public static void check(APIGatewayProxyResponseEvent response) {
        check(response.getStatusCode(), response.getHeaders(), response.getBody());
    }

    /**
     * Checks an answer to a PUT, by its parts.
     *
     * @throws AssertionError if the description has no such answer
     */
    public static void check(int statusCode, Map<String, String> headers, String body) {
        if (statusCode != 200) {
            PersonalData.checkNoneIn(body, "an error's body");
        }
        SimpleResponse.Builder response =
                SimpleResponse.Builder.status(statusCode).withBody(body);
        headers.forEach((name, value) -> response.withHeader(name, value));
        ValidationReport report = DESCRIPTION.validateResponse("/v1.0/orders/order_4d2e", Method.PUT, response.build());
        assertThat(report.getMessages())
                .as("what openapi.yaml has against the answer %d %s %s", statusCode, headers, body)
                .isEmpty();
    }
}
