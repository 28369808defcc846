package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.lambda.testing.function.PackagedFunction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The licence report in the zip. The allowed licences are in the parent POM. */
class LicencesIT {

    private static final Pattern LINE =
            Pattern.compile("^ +\\((.+?)\\) .*\\([^ :]+:([^ :]+):([^ :]+) - .*\\)$", Pattern.MULTILINE);

    private ZipFile zip;

    @BeforeEach
    void open() throws IOException {
        zip = new ZipFile(PackagedFunction.ZIP.toFile());
    }

    @AfterEach
    void close() throws IOException {
        zip.close();
    }

    @Test
    void namesTheLicenceOfEveryThirdPartyLibrary() throws IOException {
        Set<String> libraries = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.matches("lib/(?!order-|adapter-).+\\.jar"))
                .collect(toSet());

        assertThat(licencesByLibrary().keySet()).isNotEmpty().isEqualTo(libraries);
    }

    @Test
    void containsTheTextOfALicenceThatRequiresIt() throws IOException {
        Set<String> withoutText = new HashSet<>();
        for (Map.Entry<String, String> library : licencesByLibrary().entrySet()) {
            // MIT-0 has no requirement. The text of Apache-2.0 is the same for all, and the SDK's jars contain it.
            boolean asks = !Set.of("Apache-2.0", "MIT-0").contains(library.getValue());
            if (asks && !containsItsText(library.getKey())) {
                withoutText.add(library.getKey().replaceFirst("lib/(.+?)-\\d.*", "META-INF/licenses/$1.txt"));
            }
        }

        assertThat(withoutText)
                .isNotEmpty()
                .allSatisfy(ours -> assertThat(zip.getEntry(ours)).as(ours).isNotNull());
    }

    /** Returns the licence of each library in the report, by the path of the library in the zip. */
    private Map<String, String> licencesByLibrary() throws IOException {
        String report = new String(
                zip.getInputStream(zip.getEntry("META-INF/THIRD-PARTY.txt")).readAllBytes(), UTF_8);
        return LINE.matcher(report)
                .results()
                .collect(toMap(line -> "lib/" + line.group(2) + "-" + line.group(3) + ".jar", line -> line.group(1)));
    }

    private boolean containsItsText(String library) throws IOException {
        byte[] jar = zip.getInputStream(zip.getEntry(library)).readAllBytes();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().matches("META-INF/LICENSE(\\.txt)?")) {
                    return true;
                }
            }
        }
        return false;
    }
}
