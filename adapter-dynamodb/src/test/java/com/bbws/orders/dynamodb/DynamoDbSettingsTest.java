package com.bbws.orders.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("sets system properties")
class DynamoDbSettingsTest {

    @Test
    void needNoVariable() {
        assertThat(DynamoDbSettings.of(Map.of()))
                .isEqualTo(new DynamoDbSettings(
                        "bbws-customer-portal-orders-dev", "af-south-1", Optional.empty(), Optional.empty()));
    }

    @Test
    void takeEveryVariable() {
        DynamoDbSettings settings = DynamoDbSettings.of(Map.of(
                "DYNAMODB_TABLE_NAME", "bbws-customer-portal-orders-prod",
                "AWS_REGION", "eu-west-1",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000"));

        assertThat(settings)
                .isEqualTo(new DynamoDbSettings(
                        "bbws-customer-portal-orders-prod",
                        "eu-west-1",
                        Optional.of(URI.create("http://localhost:8000")),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b", "A_b-9.", "orders-sit"})
    void takeTheNamesThatDynamoDbAllows(String name) {
        assertThat(DynamoDbSettings.tableName("--table", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"af-south-1", "us-gov-west-1", "us-iso-east-1", "ap-southeast-5", "mx-central-1"})
    void takeTheNamesOfRegions(String name) {
        assertThat(DynamoDbSettings.region("--region", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "https://dynamodb.af-south-1.amazonaws.com", "http://[::1]:8000/"})
    void takeWebAddresses(String url) {
        assertThat(DynamoDbSettings.endpoint("--endpoint-url", url)).hasToString(url);
    }

    /** What is quoted in a message ends up in a log, and somebody sets a variable to a password one day. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            DYNAMODB_TABLE_NAME,""
            DYNAMODB_TABLE_NAME,"   "
            DYNAMODB_TABLE_NAME,zz
            DYNAMODB_TABLE_NAME,orders dev
            DYNAMODB_TABLE_NAME,orders/dev
            DYNAMODB_TABLE_NAME,"orders-dev\n"
            DYNAMODB_TABLE_NAME,bestellungen-für-alle
            AWS_REGION,""
            AWS_REGION," "
            AWS_REGION,af_south_1
            AWS_REGION,AF-SOUTH-1
            AWS_REGION,af-north
            AWS_REGION,Cape Town
            AWS_REGION,"af-south-1 "
            AWS_REGION,af-south-1.evil.example
            AWS_ENDPOINT_URL_DYNAMODB,""
            AWS_ENDPOINT_URL_DYNAMODB,"  "
            AWS_ENDPOINT_URL_DYNAMODB,db.cape:8000
            AWS_ENDPOINT_URL_DYNAMODB,//db.cape:8000
            AWS_ENDPOINT_URL_DYNAMODB,ftp://localhost
            AWS_ENDPOINT_URL_DYNAMODB,file:///etc/hosts
            AWS_ENDPOINT_URL_DYNAMODB,https://
            AWS_ENDPOINT_URL_DYNAMODB,http:///orders
            AWS_ENDPOINT_URL_DYNAMODB,http://:8000
            AWS_ENDPOINT_URL_DYNAMODB,http://local host:8000
            AWS_ENDPOINT_URL_DYNAMODB,http://localhost:port
            """)
    void nameTheVariableThatIsNonsenseAndKeepItsValueToThemselves(String variable, String nonsense) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbSettings.of(Map.of(variable, nonsense)))
                .withMessageStartingWith(variable + " must be ")
                .satisfies(refused -> {
                    if (!nonsense.isBlank()) {
                        assertThat(refused).hasMessageNotContaining(nonsense).hasNoCause();
                    }
                });
    }

    @Test
    void refuseATableNameThatIsTooLong() {
        String longest = "t".repeat(255);

        assertThat(DynamoDbSettings.tableName("--table", longest)).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbSettings.tableName("--table", longest + "t"))
                .withMessageStartingWith("--table must be ");
    }

    @Test
    void refuseAPortThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbSettings.endpoint("--endpoint-url", "http://localhost:65536"))
                .withMessageStartingWith("--endpoint-url must be ");
    }

    @Test
    void areComplete() {
        assertThatNullPointerException()
                .isThrownBy(() -> new DynamoDbSettings("orders", "af-south-1", Optional.empty(), null))
                .withMessage("profile");
    }

    @Test
    void takeTheRegionOfAProfileAsTheAwsCliDoes(@TempDir Path home) throws IOException {
        Path config = Files.writeString(home.resolve("config"), """
                [profile ops]
                region = eu-west-1

                [profile bare]

                [profile odd]
                region = The Cape
                """);
        System.setProperty("aws.configFile", config.toString());
        try {
            assertThat(DynamoDbSettings.regionOfProfile("ops")).contains("eu-west-1");
            assertThat(DynamoDbSettings.regionOfProfile("bare")).isEmpty();
            assertThat(DynamoDbSettings.regionOfProfile("nobody")).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DynamoDbSettings.regionOfProfile("odd"))
                    .withMessageStartingWith("The region of the profile odd must be ");
        } finally {
            System.clearProperty("aws.configFile");
        }
    }
}
