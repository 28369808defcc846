package com.bbws.orders.dynamodb;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileProperty;

/** A profile in the AWS configuration files of this computer. */
final class AwsProfile {

    private static final String SERVICES = "services";

    private final ProfileFile files;
    private final String profile;

    private AwsProfile(ProfileFile files, String profile) {
        this.files = files;
        this.profile = profile;
    }

    /**
     * Reads a profile from the configuration files. The profile need not exist.
     *
     * @param profile the profile's name
     * @throws IllegalArgumentException if a file has a syntax error or a setting of the profile has an invalid value; the
     *     message names the file or the setting
     */
    static AwsProfile read(String profile) {
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        file(ProfileFileLocation.configurationFilePath(), ProfileFile.Type.CONFIGURATION)
                .ifPresent(files::addFile);
        file(ProfileFileLocation.credentialsFilePath(), ProfileFile.Type.CREDENTIALS)
                .ifPresent(files::addFile);
        AwsProfile configuration = new AwsProfile(files.build(), profile);
        configuration
                .found()
                .ifPresent(found -> SdkSettingsValidator.checkProfile(describe(profile), found.properties()));
        return configuration;
    }

    private static Optional<ProfileFile> file(Path path, ProfileFile.Type type) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return Optional.empty(); // the SDK treats such a file as empty
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
                .map(name -> DynamoDbSettings.region("The region of " + describe(profile), name));
    }

    /** Returns the profile's endpoint for DynamoDB, or else its endpoint for all services. */
    Optional<URI> endpoint() {
        return found().filter(found -> !found.booleanProperty(ProfileProperty.IGNORE_CONFIGURED_ENDPOINT_URLS)
                        .orElse(false))
                .flatMap(found -> found.property(SERVICES)
                        .flatMap(section -> files.getSection(SERVICES, section))
                        .flatMap(services -> services.property("dynamodb." + ProfileProperty.ENDPOINT_URL))
                        .or(() -> found.property(ProfileProperty.ENDPOINT_URL)))
                .map(url -> DynamoDbSettings.endpoint("endpoint_url of " + describe(profile), url));
    }

    /** Returns the paths of the two configuration files, for a message. */
    static String searchedFiles() {
        return ProfileFileLocation.configurationFilePath() + " or " + ProfileFileLocation.credentialsFilePath();
    }

    /** Returns how a message refers to a profile. */
    static String describe(String profile) {
        return "the profile '" + profile + "'";
    }

    private Optional<Profile> found() {
        return files.profile(profile);
    }
}
