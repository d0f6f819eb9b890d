// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A console in a real browser. Every method waits for the elements it needs, long enough for a busy machine.
final class Browser implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private final String console;
    private final ChromeDriver driver;

    /// @param console its URL
    Browser(String console, String... arguments) {
        this.console = console;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find(BROWSERS).orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=1280,900");
        options.addArguments(arguments);
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                find(List.of("chromedriver")).orElseThrow().toFile())
                        .build(),
                options);
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite"), "origin", console));
    }

    /// Returns why no browser can be started; empty when one can.
    static Optional<String> lack() {
        return find(BROWSERS).isPresent() && find(List.of("chromedriver")).isPresent()
                ? Optional.empty()
                : Optional.of("no Chromium and chromedriver on the PATH: apt-get install chromium chromium-driver");
    }

    private static Optional<Path> find(List<String> names) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(path -> path.toFile().canExecute())
                .findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    /// Goes to a view, such as `machines`, and waits until it is shown.
    void open(String view) {
        if (driver.getCurrentUrl().startsWith(console)) {
            driver.executeScript("location.hash = arguments[0]", "#/" + view);
        } else {
            driver.get(console + "/#/" + view);
        }
        waitingFor("the view " + view)
                .until(
                        () -> driver.executeScript("return document.getElementById('main').dataset.shown"),
                        ("#/" + view)::equals);
    }

    /// Returns the first element that matches the selector, as soon as there is one.
    WebElement until(String selector) {
        return waitingFor(selector)
                .ignoreException(StaleElementReferenceException.class)
                .until(
                        () -> driver.findElements(By.cssSelector(selector)).stream()
                                .filter(WebElement::isDisplayed)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /// Clicks the first element of that selector, as soon as there is one. In one step, for lists are drawn anew
    /// when something happens.
    void click(String selector) {
        untilTrue("to click " + selector, """
                        const element = document.querySelector(arguments[0]);
                        element?.click();
                        return element !== null;
                        """, selector);
    }

    /// Waits until the page shows the text.
    void untilText(String text) {
        waitingFor("the page shows " + text).until(() -> text().contains(text));
    }

    private static ConditionFactory waitingFor(String what) {
        return await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    /// Runs the script until it returns true.
    private void untilTrue(String what, String script, Object... arguments) {
        waitingFor(what).until(() -> Boolean.TRUE.equals(driver.executeScript(script, arguments)));
    }

    String text() {
        return String.valueOf(driver.executeScript("return document.body.innerText"));
    }

    /// Presses the button with the name, as soon as one is enabled.
    void press(String name) {
        untilTrue("a button " + name, """
                        const within = [...document.querySelectorAll('dialog')].at(-1) ?? document;
                        const found = [...within.querySelectorAll('button, summary, [role=tab], a.button')]
                            .find(each => each.textContent.trim() === arguments[0] && !each.disabled);
                        found?.click();
                        return found !== undefined;
                        """, name);
    }

    /// Presses a button, and tells whether the page offers another one at once.
    boolean offersAfterPressing(String name, String other) {
        return Boolean.TRUE.equals(driver.executeScript("""
                        const named = text => [...document.querySelectorAll('button')].find(each => each.textContent.trim() === text);
                        named(arguments[0]).click();
                        return named(arguments[1]) !== undefined;
                        """, name, other));
    }

    /// Presses a button as often as it takes until the page shows the text.
    void pressUntil(String name, String text) {
        waitingFor(name + " until the page shows " + text).until(() -> {
            if (text().contains(text)) {
                return true;
            }
            press(name);
            return text().contains(text);
        });
    }

    /// Returns the text that the page has put on the clipboard, as soon as there is one, and empties it.
    String copied() {
        String[] found = new String[1];
        waitingFor("a text on the clipboard").until(() -> {
            found[0] = String.valueOf(driver.executeAsyncScript("""
                    const done = arguments[arguments.length - 1];
                    navigator.clipboard.readText().then(
                        text => navigator.clipboard.writeText('').then(() => done(text)), () => done(''));
                    """));
            return !found[0].isEmpty();
        });
        return found[0];
    }

    /// Enters a text into the field with the label.
    void type(String label, String text) {
        untilTrue("a field " + label, """
                        const label = [...document.querySelectorAll('label')]
                            .filter(each => each.firstElementChild?.textContent === arguments[0]).at(-1);
                        if (!label) return false;
                        const field = document.getElementById(label.htmlFor);
                        field.value = arguments[1];
                        field.dispatchEvent(new Event('input', {bubbles: true}));
                        field.dispatchEvent(new Event('change', {bubbles: true}));
                        return true;
                        """, label, text);
    }

    /// Chooses a state in the graph, as soon as it is drawn.
    void chooseState(String name) {
        untilTrue("a state " + name, """
                        const state = [...document.querySelectorAll('.graph .state')]
                            .find(each => each.dataset.state === arguments[0]);
                        state?.dispatchEvent(new MouseEvent('click', {bubbles: true}));
                        return state !== undefined;
                        """, name);
    }

    /// Returns the errors that the browser has logged since the last call.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /// Checks the current page against levels A and AA of the Web Content Accessibility Guidelines, with
    /// [axe](https://github.com/dequelabs/axe-core).
    @SuppressWarnings("unchecked")
    void requireAccessible(String view) {
        driver.executeScript(AXE);
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})
                    .then(result => done(result.violations.map(each => each.id + ': ' + each.help + ' at '
                        + each.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; '))),
                        failure => done([String(failure)]));
                """);
        assertThat((List<Object>) found).as(view).isEmpty();
    }

    private static final String AXE = axe();

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Emulates the preferred color scheme, `dark` or `light`.
    void prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
