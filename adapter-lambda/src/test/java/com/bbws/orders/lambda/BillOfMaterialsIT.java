package com.bbws.orders.lambda;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bbws.orders.lambda.testing.function.PackagedFunction;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bill of materials that is shipped with the zip. The gate requires the file. */
class BillOfMaterialsIT {

    private JsonNode bill;

    @BeforeEach
    void read() throws IOException {
        Path file = Path.of("target/update-order-lambda.cdx.json");
        assumeTrue(Files.exists(file), "needs the bill of materials, which Maven does not write in offline mode");
        bill = Json.parse(Files.readString(file));
    }

    @Test
    void namesExactlyTheLibrariesInTheZip() throws IOException {
        Set<String> shipped;
        try (ZipFile zip = new ZipFile(PackagedFunction.ZIP.toFile())) {
            shipped = zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("lib/") && name.endsWith(".jar"))
                    .collect(toSet());
        }

        assertThat(StreamSupport.stream(bill.get("components").spliterator(), false)
                        .map(part -> "lib/" + part.get("name").asText() + "-"
                                + part.get("version").asText() + ".jar"))
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    void isReproducible() {
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.at("/metadata").has("timestamp")).isFalse();
    }
}
