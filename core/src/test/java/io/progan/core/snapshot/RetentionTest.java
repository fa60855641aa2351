package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

  private static final List<Long> SNAPSHOTS = List.of(161L, 140L, 120L, 101L, 80L, 61L, 40L, 20L);

  @Test
  void theLastStayAndTheFirstOfEveryStretch() {
    Retention retention = Retention.parse("last=2,every=50");
    assertThat(retention).isEqualTo(new Retention(2, 50, Optional.empty()));
    assertThat(retention.expendable(SNAPSHOTS, 0)).containsExactly(120L, 80L, 40L);
  }

  @Test
  void aComingSnapshotCountsButTheNewestStays() {
    assertThat(Retention.parse("last=2").expendable(SNAPSHOTS, 1))
        .containsExactlyElementsOf(SNAPSHOTS.subList(1, 8));
    assertThat(Retention.parse("last=1").expendable(List.of(20L), 1)).isEmpty();
    assertThat(Retention.parse("every=50").expendable(List.of(30L, 20L), 1)).isEmpty();
    assertThat(Retention.parse("last=5").expendable(List.of(), 1)).isEmpty();
  }

  @Test
  void allKeepsAll() {
    assertThat(Retention.ALL.expendable(SNAPSHOTS, 1)).isEmpty();
    assertThat(Retention.parse("all")).isEqualTo(Retention.ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "last=5", "last=5,every=50", "last=5,every=50,best=3:fid"})
  void textIsReadAsItIsWritten(String text) {
    assertThat(Retention.parse(text)).hasToString(text);
  }

  @Test
  void theBestStayBesideTheNewest() {
    assertThat(Retention.parse("best=3:fid"))
        .isEqualTo(new Retention(1, 0, Optional.of(new Retention.Best(3, "fid"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "last=0",
        "last=-1",
        "last=2,last=3",
        "last=2,",
        "every=x",
        "best=2",
        "best=0:fid",
        "best=2:",
        "best=1:fid,best=1:swd",
        "all,best=1:fid"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Retention.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
