package io.progan.core.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.Tiny;
import io.progan.presets.config.DatasetShape;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java example in {@code docs/generate.md} compiles and does what it says. */
class DocumentedExampleTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("```java\\n(.*?class (\\w+) .*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theExampleMakesImages() throws IOException, ReflectiveOperationException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/generate.md")));
    assertThat(example.find()).isTrue();
    Path source = folder.resolve(example.group(2) + ".java");
    Files.writeString(source, example.group(1));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-Xlint:all,-path",
                "-Werror",
                "-classpath",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(status).isZero();
    Path snapshot =
        SavedNetworks.save(
            folder.resolve("network.npz"),
            Tiny.config(),
            new DatasetShape(8, 3, 0),
            0,
            state -> {});
    try (URLClassLoader classes =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      classes
          .loadClass(example.group(2))
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {snapshot.toString(), folder.toString()});
    }
    assertThat(ImageIO.read(folder.resolve("image3.png").toFile()).getWidth()).isEqualTo(8);
  }
}
