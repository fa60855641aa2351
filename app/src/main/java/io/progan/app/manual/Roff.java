package io.progan.app.manual;

import java.util.Locale;

/** Text of a manual page in the macros of {@code man(7)}. */
final class Roff {

  private final StringBuilder page = new StringBuilder();

  /** The page's title, and what stands in its corners. */
  void title(String name, String source) {
    page.append(".TH \"%s\" \"1\" \"\" \"%s\" \"\"\n".formatted(escape(upper(name)), source));
    page.append(".nh\n.ad l\n"); // names of options stay whole
  }

  void section(String heading) {
    page.append(".SH \"").append(escape(upper(heading))).append("\"\n");
  }

  /** A paragraph. */
  void paragraph(String text) {
    page.append(".PP\n");
    line(escape(text));
  }

  /** A term and what it means. */
  void definition(String term, String meaning) {
    page.append(".TP\n");
    line(term);
    line(escape(meaning));
  }

  /** Lines that stay as they are. */
  void verbatim(Iterable<String> lines) {
    page.append(".PP\n.nf\n");
    lines.forEach(text -> line(escape(text)));
    page.append(".fi\n");
  }

  /** One line of input; what is in it is escaped already. */
  void line(String text) {
    boolean control = text.startsWith(".") || text.startsWith("'");
    page.append(control ? "\\&" : "").append(text).append('\n');
  }

  /** Bold. */
  static String bold(String text) {
    return "\\fB" + escape(text) + "\\fR";
  }

  /** Italic, for what is to be replaced. */
  static String italic(String text) {
    return "\\fI" + escape(text) + "\\fR";
  }

  /** Plain text: a hyphen can be copied as the sign that a shell knows. */
  static String escape(String text) {
    return text.strip()
        .replaceAll("\\s*\\R\\s*", " ")
        .replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("\"", "\\(dq")
        .replace("'", "\\(aq")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
