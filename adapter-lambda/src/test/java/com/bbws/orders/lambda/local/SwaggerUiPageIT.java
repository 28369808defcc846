package com.bbws.orders.lambda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page of the local run in a real browser. Without Chromium and its driver the test is skipped; with {@code
 * -Drequire.browser=true} it fails.
 */
class SwaggerUiPageIT {

    private static final By OPERATION = By.id("operations-Orders-updateOrder");

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    @TempDir
    static Path profile;

    private static LocalService service;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        Optional<Path> chromium = onThePath("chromium", "chromium-browser", "google-chrome", "chrome");
        Optional<Path> driver = onThePath("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            if (Boolean.getBoolean("require.browser")) {
                fail("A browser is required (require.browser=true), but chromium or chromedriver is not on the PATH.");
            }
            abort("needs chromium and chromedriver on the PATH");
        }
        // It warns that it has no DevTools commands for this version of the browser; the test uses none.
        SELENIUM.setLevel(Level.SEVERE);
        service = new LocalService(EmbeddedDynamoDb.ANY_PORT, 0);
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,2400",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", console);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .build(),
                options);
        browser.get(service.url());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (service != null) {
            service.stop();
        }
    }

    @Test
    void showsTheOperationWithItsResponses() {
        WebElement operation = await(OPERATION);

        assertThat(browser.getTitle()).isEqualTo("BBWS order service");
        assertThat(operation.getText())
                .contains("/v1.0/orders/{orderId}", "Update an order", "If-Match", "200", "412", "ETag");
    }

    @Test
    void sendsARequestToTheLocalService() throws IOException {
        WebElement operation = await(OPERATION);
        click(operation, By.cssSelector(".try-out__btn"));
        click(operation, By.cssSelector(".execute"));

        WebElement response = await(By.cssSelector("#operations-Orders-updateOrder .live-responses-table"));

        Files.write(Path.of("target", "api-page.png"), browser.getScreenshotAs(OutputType.BYTES));
        assertThat(response.getText())
                .contains("200", "\"status\": \"paid\"", "\"lastUpdatedBy\": \"thandi@example.com\"", "etag: \"");
    }

    @Test
    void loadsNothingFromTheInternetAndLogsNothing() {
        await(OPERATION);

        assertThat((List<?>) browser.executeScript("return performance.getEntriesByType('resource').map(r => r.name)"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(url -> assertThat((String) url).matches("(\\Q" + service.url() + "\\E/|data:).*"));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    private static WebElement await(By element) {
        return new WebDriverWait(browser, Duration.ofMinutes(2))
                .until(ExpectedConditions.visibilityOfElementLocated(element));
    }

    private static void click(WebElement parent, By button) {
        new WebDriverWait(browser, Duration.ofMinutes(2))
                .until(ExpectedConditions.presenceOfNestedElementLocatedBy(parent, button))
                .click();
    }

    private static Optional<Path> onThePath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
