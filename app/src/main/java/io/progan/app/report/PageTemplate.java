package io.progan.app.report;

import io.progan.core.image.JpegPreview;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of pages that need no network. */
public final class PageTemplate {

  private static final Pattern PLACE = Pattern.compile("\\[\\[(\\w+)]]");

  private PageTemplate() {}

  /**
   * Fills the places {@code [[NAME]]} of a template.
   *
   * @param template the name of a file of this package
   * @param parts by the names of places
   * @throws IOException if there is no such file
   */
  public static String filled(String template, Map<String, String> parts) throws IOException {
    return PLACE
        .matcher(resource(template))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  /** The style that all pages share. */
  public static String style() throws IOException {
    return resource("report.css");
  }

  /** Who made a page, and when, for its foot. */
  public static String made() {
    String now =
        ZonedDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT));
    return "Made by progan, " + now;
  }

  /** Text as HTML. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A picture as the address of an image within the page. */
  public static String address(JpegPreview picture) {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(picture.jpeg());
  }

  static String resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static InputStream open(String name) throws IOException {
    InputStream in = PageTemplate.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException(name + " is missing from the programme; build it again");
    }
    return in;
  }
}
