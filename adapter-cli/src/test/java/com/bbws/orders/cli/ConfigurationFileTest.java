package com.bbws.orders.cli;

import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.cli.testing.TestTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The settings from the configuration file of the AWS CLI. */
@Isolated("the SDK finds the file by a system property")
class ConfigurationFileTest {

    private static final String PROPERTY = "aws.configFile";
    private static final TestProcessContext PROCESS = TestProcessContext.withVariables(Map.of());

    @TempDir
    private Path home;

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
    }

    private Path configure(String content) throws IOException {
        Path config = Files.writeString(home.resolve("config"), content);
        System.setProperty(PROPERTY, config.toString());
        return config;
    }

    @Test
    void usesTheEndpointOfTheProfile() throws IOException {
        TestTable table = TestTable.holding(aPaidOrder());
        configure("[profile ops]\nendpoint_url = " + table.endpoint()
                + "\naws_access_key_id = local\naws_secret_access_key = local\n");
        TestProcessContext process = PROCESS.with("DYNAMODB_TABLE_NAME", table.name());

        Run option = process.run("--profile", "ops", "get", "order_4d2e");
        Run variable = process.with("AWS_PROFILE", "ops").run("get", "order_4d2e");

        assertThat(option.exitCode()).as(option.err()).isZero();
        assertThat(variable).isEqualTo(option);
    }

    @Test
    void reportsTheFileWithTheSyntaxError() throws IOException {
        Path config = configure("[profile ops\n");

        Run run = PROCESS.run("get", "order_4d2e");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Error: The AWS configuration file " + config + " has a syntax error: ")
                .endsWith("on line 1.\n");
    }
}
