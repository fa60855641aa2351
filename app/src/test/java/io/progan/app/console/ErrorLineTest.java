package io.progan.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.progan.core.device.BackendException;
import io.progan.dataset.DatasetException;
import io.progan.presets.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorLineTest {

  static Stream<Arguments> errors() {
    return Stream.of(
        arguments(new CommandFailure(ExitCode.DIVERGED, "gone"), 3, "gone"),
        arguments(new ConfigException("a.b", "is wrong"), 2, "a.b: is wrong"),
        arguments(new DatasetException("f: broken\n here"), 2, "f: broken here"),
        arguments(new NoSuchFileException("f"), 2, "f: no such file or folder"),
        arguments(new AccessDeniedException("f"), 2, "f: no permission"),
        arguments(new FileSystemException("f", null, "No space left"), 1, "f: No space left"),
        arguments(new UncheckedIOException(new NoSuchFileException("f")), 2, "f: no such"),
        arguments(new ExecutionException(new DatasetException("bad")), 2, "bad"),
        arguments(new CancellationException("stopped after 3 of 5"), 130, "stopped after 3 of 5"),
        arguments(new InterruptedException(), 130, "stopped"),
        arguments(new OutOfMemoryError("Java heap space"), 1, "out of memory (Java heap space)"),
        arguments(new IOException("odd"), 1, "odd"),
        arguments(
            new IllegalStateException(
                "ND4J is probably missing dependencies", new UnsatisfiedLinkError("x.so: broken")),
            1,
            "a native library cannot be loaded: x.so: broken"),
        arguments(new BackendException("no folder"), 1, "no folder"),
        arguments(new IllegalStateException("odd"), 1, "IllegalStateException: odd (run again"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void namesTheProblem(Throwable error, int exitCode, String text) {
    ErrorLine line = ErrorLine.of(error);
    assertThat(line.exitCode()).isEqualTo(exitCode);
    assertThat(line.text()).startsWith(text).doesNotContain("\n");
  }
}
