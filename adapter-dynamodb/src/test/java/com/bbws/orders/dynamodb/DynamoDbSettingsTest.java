package com.bbws.orders.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("sets system properties")
class DynamoDbSettingsTest {

    @Test
    void hasADefaultForEveryVariable() {
        assertThat(DynamoDbSettings.of(Map.of()))
                .isEqualTo(new DynamoDbSettings(
                        "bbws-customer-portal-orders-dev", "af-south-1", Optional.empty(), Optional.empty()));
    }

    @Test
    void readsEveryVariable() {
        DynamoDbSettings settings = DynamoDbSettings.of(Map.of(
                "DYNAMODB_TABLE_NAME", "bbws-customer-portal-orders-prod",
                "AWS_REGION", "eu-west-1",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000"));

        assertThat(settings.tableName()).isEqualTo("bbws-customer-portal-orders-prod");
        assertThat(settings.region()).isEqualTo("eu-west-1");
        assertThat(settings.endpoint()).contains(URI.create("http://localhost:8000"));
        assertThat(settings.profile()).isEmpty();
    }

    @Test
    void prefersTheEndpointOfDynamoDbToTheEndpointOfAllServices() {
        Map<String, String> both = Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://a:1", "AWS_ENDPOINT_URL", "http://b:2");

        assertThat(DynamoDbSettings.of(both).endpoint()).contains(URI.create("http://a:1"));
        assertThat(DynamoDbSettings.of(Map.of("AWS_ENDPOINT_URL", "http://b:2")).endpoint())
                .contains(URI.create("http://b:2"));
        assertThat(DynamoDbSettings.of(
                                Map.of("AWS_ENDPOINT_URL", "http://b:2", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True"))
                        .endpoint())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b", "A_b-9.", "orders-sit"})
    void acceptsValidTableNames(String name) {
        assertThat(DynamoDbSettings.tableName("--table", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"af-south-1", "us-gov-west-1", "us-iso-east-1", "ap-southeast-5", "mx-central-1"})
    void acceptsNamesOfRegions(String name) {
        assertThat(DynamoDbSettings.region("--region", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "https://dynamodb.af-south-1.amazonaws.com", "http://[::1]:8000/"})
    void acceptsHttpAndHttpsEndpoints(String url) {
        assertThat(DynamoDbSettings.endpoint("--endpoint-url", url)).hasToString(url);
    }

    /** Messages are logged, and an address may contain a password. */
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
            AWS_ENDPOINT_URL,""
            AWS_ENDPOINT_URL,127.0.0.1:8000
            AWS_ENDPOINT_URL_STS,""
            AWS_ENDPOINT_URL_SSO,sso.example
            AWS_ENDPOINT_URL_SSO_OIDC,sso.example
            AWS_ENDPOINT_URL_SIGNIN,signin.example
            AWS_CONTAINER_CREDENTIALS_FULL_URI,""
            AWS_CONTAINER_CREDENTIALS_FULL_URI,169.254.170.23/v1
            AWS_EC2_METADATA_SERVICE_ENDPOINT,169.254.169.254
            AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE,IPv5
            AWS_PROFILE,""
            AWS_CONFIG_FILE,""
            AWS_SHARED_CREDENTIALS_FILE,""
            AWS_MAX_ATTEMPTS,""
            AWS_MAX_ATTEMPTS,four
            AWS_MAX_ATTEMPTS,0
            AWS_MAX_ATTEMPTS,000
            AWS_MAX_ATTEMPTS,-1
            AWS_MAX_ATTEMPTS,1.5
            AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES,-1
            AWS_METADATA_SERVICE_TIMEOUT,-1
            AWS_METADATA_SERVICE_TIMEOUT,1s
            AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES,10KB
            AWS_RETRY_MODE,""
            AWS_RETRY_MODE,patient
            AWS_DEFAULTS_MODE,""
            AWS_DEFAULTS_MODE,fast
            AWS_USE_FIPS_ENDPOINT,""
            AWS_USE_FIPS_ENDPOINT,yes
            AWS_USE_DUALSTACK_ENDPOINT,""
            AWS_USE_DUALSTACK_ENDPOINT,1
            AWS_ACCOUNT_ID_ENDPOINT_MODE,""
            AWS_ACCOUNT_ID_ENDPOINT_MODE,always
            AWS_IGNORE_CONFIGURED_ENDPOINT_URLS,""
            AWS_IGNORE_CONFIGURED_ENDPOINT_URLS,on
            AWS_ENDPOINT_DISCOVERY_ENABLED,on
            AWS_DISABLE_REQUEST_COMPRESSION,on
            AWS_EC2_METADATA_DISABLED,on
            AWS_EC2_METADATA_V1_DISABLED,on
            AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026,on
            AWS_NEW_RETRIES_2026,on
            """)
    void namesTheVariableWithAnInvalidValueButDoesNotQuoteTheValue(String variable, String invalid) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbSettings.of(Map.of(variable, invalid)))
                .withMessageMatching(variable + " must (not )?be .*")
                .satisfies(failure -> {
                    if (invalid.length() > 5) {
                        assertThat(failure).hasMessageNotContaining(invalid).hasNoCause();
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void requiresAtLeastOneAttempt(String attempts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbSettings.of(Map.of("AWS_MAX_ATTEMPTS", attempts)))
                .withMessage("AWS_MAX_ATTEMPTS must be a whole number of 1 or more");
    }

    @Test
    void rejectsATableNameThatIsTooLong() {
        String longest = "t".repeat(255);

        assertThat(DynamoDbSettings.tableName("--table", longest)).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbSettings.tableName("--table", longest + "t"))
                .withMessageStartingWith("--table must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://localhost:8000, http://localhost:8000",
        "Https://db.example/Path, https://db.example/Path",
        "http://localhost:8000, http://localhost:8000"
    })
    void acceptsASchemeInUpperCase(String url, String address) {
        assertThat(DynamoDbSettings.of(Map.of("AWS_ENDPOINT_URL", url)).endpoint())
                .contains(URI.create(address));
    }

    @Test
    void rejectsAPortOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbSettings.endpoint("--endpoint-url", "http://localhost:65536"))
                .withMessageStartingWith("--endpoint-url must be ");
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new DynamoDbSettings("orders", "af-south-1", Optional.empty(), null))
                .withMessage("profile");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_MAX_ATTEMPTS, 4",
        "AWS_MAX_ATTEMPTS, 1",
        "AWS_MAX_ATTEMPTS, 010",
        "AWS_METADATA_SERVICE_TIMEOUT, 2",
        "AWS_METADATA_SERVICE_TIMEOUT, 0.5",
        "AWS_RETRY_MODE, Standard",
        "AWS_DEFAULTS_MODE, in-region",
        "AWS_USE_FIPS_ENDPOINT, TRUE",
        "AWS_ACCOUNT_ID_ENDPOINT_MODE, disabled",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT, http://[fd00:ec2::254]",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, http://169.254.170.23/v1/credentials",
        "AWS_ENDPOINT_URL_S3, not-of-this-program",
        "HTTPS_PROXY, ''",
        "NO_PROXY, *"
    })
    void acceptsTheValuesThatTheSdkAccepts(String variable, String value) {
        assertThatNoException().isThrownBy(() -> DynamoDbSettings.of(Map.of(variable, value)));
    }

    @Nested
    class ConfigurationFiles {

        @TempDir
        private Path home;

        @AfterEach
        void clearTheProperties() {
            System.clearProperty("aws.configFile");
            System.clearProperty("aws.sharedCredentialsFile");
        }

        @Test
        void readsTheRegionOfAProfileAsTheAwsCliDoes() throws IOException {
            configure("""
                    [profile ops]
                    region = eu-west-1

                    [profile bare]

                    [profile invalid]
                    region = The Cape
                    """);

            assertThat(ofProfile("ops").region()).isEqualTo("eu-west-1");
            assertThat(ofProfile("bare").region()).isEqualTo("af-south-1");
            assertThat(ofProfile("absent").region()).isEqualTo("af-south-1");
            assertThat(with(Map.of("AWS_PROFILE", "ops", "AWS_DEFAULT_REGION", "eu-west-2"))
                            .region())
                    .isEqualTo("eu-west-2");
            assertThat(with(Map.of("AWS_PROFILE", "ops", "AWS_REGION", "eu-west-3"))
                            .region())
                    .isEqualTo("eu-west-3");
            assertThat(with(Map.of("AWS_PROFILE", "ops")).region()).isEqualTo("eu-west-1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ofProfile("invalid"))
                    .withMessage(
                            "The region of the profile 'invalid' must be the name of an AWS region, such as af-south-1");
        }

        @Test
        void readsTheEndpointOfAProfileThatAnOptionOrAVariableNames() throws IOException {
            configure("""
                    [default]
                    endpoint_url = http://of-default:1

                    [profile all]
                    endpoint_url = http://of-all:2

                    [profile own]
                    services = here
                    endpoint_url = http://of-all:2

                    [profile none]
                    endpoint_url = http://of-all:2
                    ignore_configured_endpoint_urls = true

                    [services here]
                    s3 =
                      endpoint_url = http://of-s3:4
                    dynamodb =
                      endpoint_url = http://of-dynamodb:3
                    """);

            assertThat(with(Map.of()).endpoint()).contains(URI.create("http://of-default:1"));
            assertThat(ofProfile("all").endpoint()).contains(URI.create("http://of-all:2"));
            assertThat(with(Map.of("AWS_PROFILE", "all")).endpoint()).contains(URI.create("http://of-all:2"));
            assertThat(ofProfile("own").endpoint()).contains(URI.create("http://of-dynamodb:3"));
            assertThat(ofProfile("none").endpoint()).isEmpty();
            assertThat(with(Map.of("AWS_ENDPOINT_URL", "http://of-variable:5")).endpoint())
                    .contains(URI.create("http://of-variable:5"));
            assertThat(with(Map.of("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"))
                            .endpoint())
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "endpoint_url, 127.0.0.1:8000",
            "max_attempts, four",
            "max_attempts, 0",
            "max_attempts, -1",
            "metadata_service_timeout, 1s",
            "request_min_compression_size_bytes, 10KB",
            "disable_request_compression, on",
            "aws_endpoint_discovery_enabled, on",
            "ec2_metadata_v1_disabled, on",
            "ec2_metadata_service_endpoint, 169.254.169.254",
            "ec2_metadata_service_endpoint_mode, IPv5",
            "retry_mode, patient",
            "defaults_mode, fast",
            "use_fips_endpoint, yes",
            "use_dualstack_endpoint, 1",
            "account_id_endpoint_mode, always",
            "ignore_configured_endpoint_urls, on"
        })
        void namesTheSettingOfAProfileWithAnInvalidValue(String property, String invalid) throws IOException {
            configure("[profile ops]\n" + property + " = " + invalid + "\n");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ofProfile("ops"))
                    .withMessageStartingWith(property + " of the profile 'ops' must be ");
        }

        @Test
        void namesTheFileWithASyntaxError() throws IOException {
            Path config = configure("[profile ops\nregion = eu-west-1\n");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ofProfile("ops"))
                    .withMessage("The AWS configuration file " + config
                            + " has a syntax error: Profile definition must end with ']' on line 1");

            configure("");
            Path credentials = Files.writeString(home.resolve("credentials"), "[ops]\naws_secret_access_key secret\n");
            System.setProperty("aws.sharedCredentialsFile", credentials.toString());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ofProfile("ops"))
                    .withMessageStartingWith("The AWS configuration file " + credentials + " has a syntax error: ")
                    .withMessageContaining("line 2")
                    .withMessageNotContaining("secret ");
        }

        private Path configure(String text) throws IOException {
            Path config = Files.writeString(home.resolve("config"), text);
            System.setProperty("aws.configFile", config.toString());
            return config;
        }

        private DynamoDbSettings ofProfile(String name) {
            return DynamoDbSettings.ofAwsCli(Map.of(), "--profile", Optional.of(name));
        }

        private DynamoDbSettings with(Map<String, String> environment) {
            return DynamoDbSettings.ofAwsCli(environment, "--profile", Optional.empty());
        }
    }
}
