package com.bbws.orders.dynamodb;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileProperty;

/** One profile of the AWS configuration files of this computer. */
final class SharedConfiguration {

    private static final String SERVICES = "services";

    private final ProfileFile files;
    private final String profile;

    private SharedConfiguration(ProfileFile files, String profile) {
        this.files = files;
        this.profile = profile;
    }

    /**
     * Reads the configuration files.
     *
     * @param profile the profile's name
     * @throws IllegalArgumentException if a file has a syntax error, or a setting of the profile a bad value; the message
     *     is a sentence that names the file or the setting
     */
    static SharedConfiguration read(String profile) {
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        file(ProfileFileLocation.configurationFilePath(), ProfileFile.Type.CONFIGURATION)
                .ifPresent(files::addFile);
        file(ProfileFileLocation.credentialsFilePath(), ProfileFile.Type.CREDENTIALS)
                .ifPresent(files::addFile);
        SharedConfiguration configuration = new SharedConfiguration(files.build(), profile);
        configuration.found().ifPresent(found -> SdkVariables.checkProfile(named(profile), found.properties()));
        return configuration;
    }

    private static Optional<ProfileFile> file(Path path, ProfileFile.Type type) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return Optional.empty(); // the SDK takes such a file for an empty one
        }
        try {
            return Optional.of(ProfileFile.builder().content(path).type(type).build());
        } catch (IllegalArgumentException | IllegalStateException syntaxError) {
            throw new IllegalArgumentException(
                    "The AWS configuration file " + path + " has a syntax error: "
                            + syntaxError.getMessage().replaceFirst("\\.$", ""),
                    syntaxError);
        }
    }

    boolean exists() {
        return found().isPresent();
    }

    Optional<String> region() {
        return found().flatMap(found -> found.property(ProfileProperty.REGION))
                .map(name -> DynamoDbSettings.region("The region of " + named(profile), name));
    }

    /** Returns the endpoint of DynamoDB that the profile names, for DynamoDB alone or for all services. */
    Optional<URI> endpoint() {
        return found().filter(found -> !found.booleanProperty(ProfileProperty.IGNORE_CONFIGURED_ENDPOINT_URLS)
                        .orElse(false))
                .flatMap(found -> found.property(SERVICES)
                        .flatMap(section -> files.getSection(SERVICES, section))
                        .flatMap(services -> services.property("dynamodb." + ProfileProperty.ENDPOINT_URL))
                        .or(() -> found.property(ProfileProperty.ENDPOINT_URL)))
                .map(url -> DynamoDbSettings.endpoint("endpoint_url of " + named(profile), url));
    }

    /** Returns where profiles are looked for, for a sentence. */
    static String places() {
        return ProfileFileLocation.configurationFilePath() + " nor in " + ProfileFileLocation.credentialsFilePath();
    }

    static String named(String profile) {
        return "the profile '" + profile + "'";
    }

    private Optional<Profile> found() {
        return files.profile(profile);
    }
}
