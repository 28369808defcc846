package com.bbws.orders.lambda.image;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.lambda.testing.function.RuntimeInterfaceClient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The content of {@code /var/task} in the image: the classes and libraries of the zip as jars, the runtime interface client,
 * the arguments that start them, the class cache, and the hashes of all files.
 *
 * <p>The hashes ensure that the cache belongs to the jars: with other jars a JVM may run the old classes without a warning.
 */
public final class ImageLayout {

    private static final Path FLAGS = Path.of("src/image/java.args");
    private static final String SUMS = "SHA256SUMS";

    /** The JVM compares the time of each jar with the time in the cache; image layers keep only whole seconds. */
    private static final Instant FIXED = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;

    private ImageLayout(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Creates all files except the cache.
     *
     * @param zip the function
     * @param folder an empty folder, which is created if it does not exist
     * @throws IllegalStateException if the folder already contains a function
     */
    public static ImageLayout layOut(Path zip, Path folder) throws IOException {
        ImageLayout task = new ImageLayout(folder);
        Files.createDirectories(task.folder);
        try {
            // Not lib: the client searches that folder for classes and would open each jar twice.
            Files.createDirectory(task.jars());
        } catch (FileAlreadyExistsException taken) {
            throw new IllegalStateException(
                    task.folder + " already contains a function: remove it, or name another folder");
        }
        task.unpack(zip);
        task.writeArguments(task.addClient());
        return task;
    }

    /**
     * Returns the folder of a trained function.
     *
     * @throws IllegalStateException if one of its files has changed since the training
     */
    public static ImageLayout trained(Path folder) throws IOException {
        ImageLayout task = new ImageLayout(folder);
        if (!Files.exists(task.folder.resolve(SUMS))) {
            throw new IllegalStateException("No trained function found in " + task.folder);
        }
        SortedMap<String, String> recorded = new TreeMap<>();
        Files.readAllLines(task.folder.resolve(SUMS))
                .forEach(line -> recorded.put(line.substring(66), line.substring(0, 64)));
        task.require(recorded);
        return task;
    }

    public Path path() {
        return folder;
    }

    public Path arguments() {
        return folder.resolve("java.args");
    }

    /** Returns the hash of each file except the list of hashes, by its name in the folder. */
    public SortedMap<String, String> hashes() throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(folder.relativize(file).toString(), sha256(file));
            }
        }
        hashes.remove(SUMS);
        return hashes;
    }

    /**
     * Adds the options of the cache to the arguments, and writes the hashes of all files.
     *
     * @param use the options that use the cache
     * @param trainedOn the hashes before the training
     * @throws IllegalStateException if a file has changed since then
     */
    public void record(List<String> use, Map<String, String> trainedOn) throws IOException {
        SortedMap<String, String> now = hashes();
        now.keySet().retainAll(trainedOn.keySet());
        requireSame(trainedOn, now);
        Files.writeString(
                arguments(),
                Files.readString(arguments())
                        + use.stream().map(option -> quoted(option) + "\n").collect(joining()));
        Files.writeString(
                folder.resolve(SUMS),
                hashes().entrySet().stream()
                        .map(file -> file.getValue() + "  " + file.getKey() + "\n") // the format of sha256sum
                        .collect(joining()));
    }

    private void require(Map<String, String> recorded) throws IOException {
        requireSame(recorded, hashes());
    }

    private void requireSame(Map<String, String> trainedOn, Map<String, String> found) {
        List<String> others = new ArrayList<>();
        trainedOn.forEach((file, hash) -> {
            if (!hash.equals(found.get(file))) {
                others.add(file);
            }
        });
        found.keySet().stream().filter(file -> !trainedOn.containsKey(file)).forEach(others::add);
        if (!others.isEmpty()) {
            throw new IllegalStateException("The cache in " + folder + " was trained with a different version of "
                    + String.join(", ", others) + ": train it again");
        }
    }

    private Path jars() {
        return folder.resolve("jars");
    }

    /** An AOT cache supports jars only, not folders of classes; so the classes of the zip become a jar. */
    private void unpack(Path function) throws IOException {
        Path classes = jars().resolve("update-order-lambda.jar");
        try (ZipFile zip = new ZipFile(function.toFile());
                JarOutputStream jar = new JarOutputStream(Files.newOutputStream(classes))) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                try (InputStream content = zip.getInputStream(entry)) {
                    if (entry.getName().startsWith("lib/")) {
                        addJar(content, entry.getName().substring("lib/".length()));
                    } else {
                        ZipEntry copy = new ZipEntry(entry.getName());
                        copy.setTimeLocal(LocalDateTime.ofInstant(FIXED, ZoneOffset.UTC));
                        jar.putNextEntry(copy);
                        content.transferTo(jar);
                    }
                }
            }
        }
        fixTime(classes);
    }

    /** Returns the option of the JVM with which the client finds its native library. */
    private String addClient() throws IOException {
        for (Path jar : RuntimeInterfaceClient.jars()) {
            try (InputStream content = Files.newInputStream(jar)) {
                addJar(content, jar.getFileName().toString());
            }
        }
        return RuntimeInterfaceClient.unpackLibrary(folder);
    }

    private void addJar(InputStream content, String name) throws IOException {
        Path jar = jars().resolve(name);
        Files.copy(content, jar);
        fixTime(jar);
    }

    private static void fixTime(Path jar) throws IOException {
        Files.setLastModifiedTime(jar, FileTime.from(FIXED));
    }

    private void writeArguments(String libraryOption) throws IOException {
        Files.writeString(
                arguments(), Files.readString(FLAGS) + quoted(libraryOption) + "\n-cp " + quoted(classPath()) + "\n");
    }

    /** Returns the class path in an order that does not depend on the file system. */
    private String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(jars())) {
            return jars.sorted().map(Path::toString).collect(joining(File.pathSeparator));
        }
    }

    private static String quoted(String argument) {
        return '"' + argument + '"';
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException(none); // every Java has SHA-256
        }
    }
}
