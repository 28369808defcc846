package com.bbws.orders.lambda.testing.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** Checks log lines against the schema of CloudWatch's Embedded Metric Format. */
public final class EmbeddedMetricFormatAssertions {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(
                    EmbeddedMetricFormatAssertions.class.getResourceAsStream("/schemas/embedded-metric-format.json"));

    private EmbeddedMetricFormatAssertions() {}

    /** Checks the format of a line, and that it has a value for each declared metric and dimension. */
    public static void check(JsonNode line) {
        assertThat(SCHEMA.validate(line.toString(), InputFormat.JSON)).isEmpty();
        for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
            directive
                    .get("Metrics")
                    .forEach(metric -> assertThat(
                                    line.get(metric.get("Name").asText()).isNumber())
                            .as("%s is a number of the line", metric)
                            .isTrue());
            directive
                    .get("Dimensions")
                    .forEach(set -> set.forEach(
                            dimension -> assertThat(line.get(dimension.asText()).isTextual())
                                    .as("%s is a text of the line", dimension)
                                    .isTrue()));
        }
    }
}
