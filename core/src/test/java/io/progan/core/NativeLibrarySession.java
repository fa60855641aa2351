package io.progan.core;

import io.progan.core.device.NativeLibrary;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Makes the tests run on the library that the programme would choose. */
public final class NativeLibrarySession implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    NativeLibrary.choose();
  }
}
