package io.progan.app.dataset;

import io.progan.dataset.RawImage;
import io.progan.dataset.inspect.ImageNames;
import io.progan.dataset.picture.PictureWriter;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordReader;
import io.progan.dataset.tfrecord.TfRecordShard;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/** A window that shows one image of a dataset after the other. */
public final class ImageWindow extends JPanel {

  private static final long serialVersionUID = 1L;
  private static final int LEAST_SIDE = 512;
  private static final int PAGE = 100;

  private final transient TfRecordDataset dataset;
  private final transient TfRecordShard shard;
  private final transient JFrame frame;
  private transient BufferedImage picture;
  private int index;

  private ImageWindow(TfRecordDataset dataset, TfRecordShard shard, JFrame frame) {
    this.dataset = dataset;
    this.shard = shard;
    this.frame = frame;
    int factor = Math.max(1, LEAST_SIDE / shard.resolution());
    setPreferredSize(new Dimension(factor * shard.resolution(), factor * shard.resolution()));
  }

  /** Whether windows can be opened here; to be asked before anything else of Swing. */
  public static boolean possible() {
    System.setProperty("java.awt.headless", "false"); // the launcher says true
    try {
      return !GraphicsEnvironment.isHeadless()
          && GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices().length > 0;
    } catch (java.awt.AWTError | UnsatisfiedLinkError | NoClassDefFoundError e) {
      return false; // no display, or a Java without windows
    }
  }

  /** Shows images until the window is closed: arrow and page keys move, Escape ends. */
  public static void show(TfRecordDataset dataset, TfRecordShard shard, int first)
      throws IOException {
    CountDownLatch closed = new CountDownLatch(1);
    SwingUtilities.invokeLater(
        () -> {
          JFrame frame = new JFrame();
          ImageWindow window = new ImageWindow(dataset, shard, frame);
          frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
          frame.add(window);
          frame.pack();
          frame.addKeyListener(window.keys());
          frame.addWindowListener(
              new WindowAdapter() {
                @Override
                public void windowClosed(WindowEvent event) {
                  closed.countDown();
                }
              });
          window.moveTo(first);
          frame.setVisible(true);
        });
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KeyAdapter keys() {
    return new KeyAdapter() {
      @Override
      public void keyPressed(KeyEvent event) {
        switch (event.getKeyCode()) {
          case KeyEvent.VK_RIGHT, KeyEvent.VK_DOWN, KeyEvent.VK_SPACE, KeyEvent.VK_ENTER ->
              moveTo(index + 1);
          case KeyEvent.VK_LEFT, KeyEvent.VK_UP, KeyEvent.VK_BACK_SPACE -> moveTo(index - 1);
          case KeyEvent.VK_PAGE_DOWN -> moveTo(index + PAGE);
          case KeyEvent.VK_PAGE_UP -> moveTo(index - PAGE);
          case KeyEvent.VK_HOME -> moveTo(0);
          case KeyEvent.VK_END -> moveTo(dataset.numImages() - 1);
          case KeyEvent.VK_ESCAPE, KeyEvent.VK_Q -> frame.dispose();
          default -> {}
        }
      }
    };
  }

  private void moveTo(int wanted) {
    index = Math.max(0, Math.min(dataset.numImages() - 1, wanted));
    String label = ImageNames.label(dataset, index);
    String title = "%s %d / %d".formatted(dataset.name(), index, dataset.numImages());
    try (TfRecordReader reader = shard.open(index)) {
      RawImage image = reader.next();
      picture = PictureWriter.buffered(image);
      frame.setTitle(label.isEmpty() ? title : title + "  " + label);
    } catch (IOException e) {
      picture = null;
      frame.setTitle(e.getMessage());
    }
    repaint();
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    super.paintComponent(graphics);
    if (picture != null) {
      int side = Math.min(getWidth(), getHeight());
      int left = (getWidth() - side) / 2;
      int top = (getHeight() - side) / 2;
      graphics.drawImage(picture, left, top, side, side, null);
    }
  }
}
