package com.bbws.orders.lambda.testing.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolverFactory;
import com.atlassian.oai.validator.report.ValidationReport;
import com.bbws.orders.domain.testing.PersonalData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Checks responses against {@code openapi.yaml}: status code, headers and body, without unknown members. Checks also that an
 * error has no personal data outside the current order.
 */
public final class OpenApiAssertions {

    private static final OpenApiInteractionValidator DESCRIPTION =
            OpenApiInteractionValidator.createForInlineApiSpecification(OpenApiDocument.text("*"))
                    .build();
    private static final OpenApiInteractionValidator REQUESTS =
            OpenApiInteractionValidator.createForInlineApiSpecification(OpenApiDocument.text("*"))
                    .withLevelResolver(LevelResolverFactory.withAdditionalPropertiesIgnored())
                    .build();

    private OpenApiAssertions() {}

    /**
     * Checks the response to a PUT.
     *
     * @throws AssertionError if {@code openapi.yaml} has no such response
     */
    public static void check(APIGatewayProxyResponseEvent response) {
        check(response.getStatusCode(), response.getHeaders(), response.getBody());
    }

    /**
     * Checks the parts of the response to a PUT.
     *
     * @throws AssertionError if {@code openapi.yaml} has no such response
     */
    public static void check(int statusCode, Map<String, String> headers, String body) {
        if (statusCode != 200) {
            ObjectNode error = (ObjectNode) Json.parse(body);
            error.remove("current");
            PersonalData.checkNoneIn(error.toString(), "the body of an error");
        }
        SimpleResponse.Builder response =
                SimpleResponse.Builder.status(statusCode).withBody(body);
        headers.forEach((name, value) -> response.withHeader(name, value));
        ValidationReport report = DESCRIPTION.validateResponse("/v1.0/orders/order_4d2e", Method.PUT, response.build());
        assertThat(report.getMessages())
                .as("violations of openapi.yaml by the response %d %s %s", statusCode, headers, body)
                .isEmpty();
    }

    /**
     * Returns why {@code openapi.yaml} does not accept a PUT; nothing if it accepts it.
     *
     * @param orderId the order id in the path
     * @param ifMatch the header {@code If-Match}
     * @param body JSON
     */
    public static List<String> violations(String orderId, String ifMatch, String body) {
        Request request = SimpleRequest.Builder.put("/v1.0/orders/" + orderId)
                .withAuthorization("Bearer token")
                .withHeader("If-Match", ifMatch)
                .withContentType("application/json")
                .withBody(body)
                .build();
        return REQUESTS.validateRequest(request).getMessages().stream()
                .map(ValidationReport.Message::getMessage)
                .toList();
    }
}
