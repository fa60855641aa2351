package io.progan.dataset.collection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** A collection without one of its files. */
final class FewerFiles implements FileCollection {
  private final FileCollection all;
  private final int left;

  FewerFiles(FileCollection all, int left) {
    this.all = all;
    this.left = left;
  }

  private int number(int index) {
    return index < left ? index : index + 1;
  }

  @Override
  public Path path() {
    return all.path();
  }

  @Override
  public String description() {
    return all.description();
  }

  @Override
  public List<String> notes() {
    return all.notes();
  }

  @Override
  public int count() {
    return all.count() - 1;
  }

  @Override
  public String name(int index) {
    return all.name(number(index));
  }

  @Override
  public long size(int index) throws IOException {
    return all.size(number(index));
  }

  @Override
  public String fingerprint(int index) throws IOException {
    return all.fingerprint(number(index));
  }

  @Override
  public String place(int index) {
    return all.place(number(index));
  }

  @Override
  public InputStream open(int index) throws IOException {
    return all.open(number(index));
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
