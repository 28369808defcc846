package com.bbws.orders.lambda.testing.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** What CloudWatch makes of a log line, by the schema of its specification. */
public final class EmbeddedMetricFormatAssertions {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(
                    EmbeddedMetricFormatAssertions.class.getResourceAsStream("/schemas/embedded-metric-format.json"));

    private EmbeddedMetricFormatAssertions() {}

    /** Checks that a line is of the format, and has the metrics and dimensions that it speaks of. */
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
