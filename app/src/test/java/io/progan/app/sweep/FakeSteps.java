package io.progan.app.sweep;

import io.progan.core.snapshot.RunEnd;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processes that only leave what real ones would; each ends when it is asked the second time. */
final class FakeSteps implements Step.Starter {

  private static final String ANSWER =
      "{\"results\": [{\"metric\": \"msssim\", \"row\": \"Reals\", \"values\": {\"MS-SSIM\": 1}},"
          + " {\"metric\": \"msssim\", \"seconds\": 2, \"values\": {\"MS-SSIM\": 0.%d},"
          + " \"snapshot\": {\"file\": \"network-final.npz\"}, \"conditions\": {\"images\": 64}}]}";

  final List<String> started = new ArrayList<>();
  final List<FakeStep> steps = new ArrayList<>();

  /** Exit codes other than 0, by the first words of {@code started}. */
  final Map<String, Integer> exitCodes = new HashMap<>();

  private final StudyFolder folder;
  private boolean endless;

  FakeSteps(StudyFolder folder) {
    this.folder = folder;
  }

  /** From now on processes end only when they are stopped. */
  FakeSteps endless() {
    endless = true;
    return this;
  }

  @Override
  public Step start(SweepRun run, SweepState work) throws IOException {
    String what = work + " " + run.name();
    started.add(what);
    int exitCode = exitCodes.getOrDefault(what, 0);
    FakeStep step = new FakeStep(run, work, exitCode, endless);
    steps.add(step);
    return step;
  }

  final class FakeStep implements Step {
    final SweepRun run;
    final SweepState work;
    boolean killed;
    private int exitCode;
    private boolean endlessly;
    private int asked;

    private FakeStep(SweepRun run, SweepState work, int exitCode, boolean endlessly) {
      this.run = run;
      this.work = work;
      this.exitCode = exitCode;
      this.endlessly = endlessly;
    }

    @Override
    public long pid() {
      return 4711;
    }

    @Override
    public boolean ended() {
      if (endlessly || asked++ < 1) {
        return false;
      }
      if (asked == 2) {
        leave();
      }
      return true;
    }

    private void leave() {
      try {
        RunFolder at = folder.run(run);
        Files.createDirectories(at.path());
        Files.createDirectories(folder.log(run).getParent());
        if (exitCode == 3) {
          new RunEnd(3, "training diverged at 1 kimg", "").write(at);
        } else if (exitCode == 1) {
          Files.writeString(folder.log(run), "going\nprogan: disk full\n");
        } else if (exitCode == 0 && work == SweepState.TRAINING) {
          Files.createFile(at.done());
        } else if (exitCode == 0) {
          Files.writeString(folder.answer(run), ANSWER.formatted(run.number() + 1));
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int exitCode() {
      return exitCode;
    }

    @Override
    public void stop() {
      if (endlessly) {
        endlessly = false;
        exitCode = 130;
      }
    }

    @Override
    public void kill() {
      killed = true;
    }
  }
}
