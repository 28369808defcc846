package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.port.StoreException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What the SDK throws, as a sentence for the one who has to mend it. */
final class StoreFailures {

    private static final Set<String> REFUSED_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException");

    private static final int SERVER_ERROR = 500;

    private StoreFailures() {}

    static StoreException.Unavailable unavailable(String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.Unavailable(sentence(operation, settings, failure), failure);
    }

    /** For a write that may have arrived, and of which a read told that it has not. */
    static StoreException.Unavailable notWritten(String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.Unavailable(
                sentence(operation, settings, failure)
                        + " The order was read afterwards: nothing has been written so far.",
                failure);
    }

    /** For a write that may have arrived, and of which no read could tell what became of it. */
    static StoreException.OutcomeUnknown outcomeUnknown(
            String operation, DynamoDbSettings settings, SdkException failure) {
        return new StoreException.OutcomeUnknown(
                sentence(operation, settings, failure)
                        + " The outcome is unknown: the order may have been written, and could not be read afterwards.",
                failure);
    }

    private static String sentence(String operation, DynamoDbSettings settings, SdkException failure) {
        String table = "table " + settings.tableName() + " in " + settings.region();
        if (failure instanceof ResourceNotFoundException) {
            return "There is no " + table + ": check the table's name, the region and the account.";
        }
        if (failure instanceof AwsServiceException refused) {
            String code = Optional.ofNullable(refused.awsErrorDetails())
                    .map(AwsErrorDetails::errorCode)
                    .orElse("");
            // Of another service is what refuses to give credentials out: the single sign-on, or the one for roles.
            if (REFUSED_CREDENTIALS.contains(code) || !(refused instanceof DynamoDbException)) {
                return "AWS refused the credentials (" + (code.isEmpty() ? refused.statusCode() : code)
                        + "): log in again or renew them, and check the profile.";
            }
            if (code.equals("AccessDeniedException")) {
                return "Access to " + table + " is denied: the credentials need dynamodb:" + operation + ".";
            }
            if (refused.isThrottlingException()) {
                return "DynamoDB is throttling " + operation + " on " + table + ": try again later.";
            }
            return "DynamoDB refused " + operation + " on " + table + " (" + (refused.statusCode() + " " + code).strip()
                    + ")" + (refused.statusCode() >= SERVER_ERROR ? ": try again later." : ".");
        }
        if (failure instanceof AbortedException) {
            return operation + " on " + table + " was interrupted.";
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        if (message.contains("SSO")) {
            return "The single sign-on has expired or was never done: log in"
                    + settings.profile()
                            .map(profile -> " with 'aws sso login --profile " + profile + "'.")
                            .orElse(" with 'aws sso login'.");
        }
        if (message.contains("credentials") || message.contains("re-authenticate")) {
            return settings.profile()
                    .map(profile -> "There are no AWS credentials for the profile '" + profile
                            + "': check its name, or log in with it again.")
                    .orElse("There are no AWS credentials: log in (again), or set a profile or access keys.");
        }
        return "DynamoDB did not answer " + operation + " on " + table
                + settings.endpoint().map(StoreFailures::address).orElse("")
                + ": check the region, the endpoint and the network.";
    }

    /** Without what else an address may hold, such as a password. */
    private static String address(URI endpoint) {
        return " at " + endpoint.getHost() + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }
}
