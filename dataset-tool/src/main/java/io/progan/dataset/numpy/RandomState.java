package io.progan.dataset.numpy;

import java.util.Arrays;
import java.util.List;

/**
 * NumPy's legacy {@code RandomState}: the same seed gives the same numbers as in Python, so that
 * image orders and latents of the original can be reproduced.
 *
 * <p>Uniform numbers, integers and orders are equal to the bit; normal numbers up to the last
 * digits of the logarithm. The logarithm is {@link StrictMath}'s, so every JVM gives the same. Not
 * safe for use by several threads at once.
 */
public final class RandomState {
  private static final long MASK32 = 0xffffffffL;

  private final MersenneTwister bits;
  private boolean hasGauss;
  private double cachedGauss;

  /**
   * Everything that decides the numbers to come; equal states give equal streams.
   *
   * @param words the 624 words of the generator
   * @param position how many of the words are used up, 0 to 624
   * @param hasGauss whether a normal number waits, because they are made in pairs
   * @param cachedGauss the waiting number, 0 if there is none
   */
  public record State(List<Integer> words, int position, boolean hasGauss, double cachedGauss) {
    /** Checks the sizes; throws {@link IllegalArgumentException} for a state that cannot be. */
    public State {
      words = List.copyOf(words);
      if (words.size() != MersenneTwister.WORDS) {
        throw new IllegalArgumentException(
            "random state has " + words.size() + " words, must have " + MersenneTwister.WORDS);
      }
      if (position < 0 || position > MersenneTwister.WORDS) {
        throw new IllegalArgumentException("random state has position " + position);
      }
    }
  }

  /**
   * As {@code numpy.random.RandomState(seed)} with one integer.
   *
   * @param seed 0 to 2^32 - 1, else {@link IllegalArgumentException}
   */
  public RandomState(long seed) {
    if (seed < 0 || seed > MASK32) {
      throw new IllegalArgumentException("seed must be 0 to 4294967295, not " + seed);
    }
    bits = new MersenneTwister((int) seed);
  }

  private RandomState(State state) {
    int[] words = state.words().stream().mapToInt(Integer::intValue).toArray();
    bits = new MersenneTwister(words, state.position());
    hasGauss = state.hasGauss();
    cachedGauss = state.cachedGauss();
  }

  /** A generator that goes on exactly where {@link #save} was called. */
  public static RandomState restore(State state) {
    return new RandomState(state);
  }

  /** The present state; the generator itself is not changed. */
  public State save() {
    List<Integer> words = Arrays.stream(bits.words()).boxed().toList();
    return new State(words, bits.position(), hasGauss, cachedGauss);
  }

  /** The next 32 uniform bits, as a signed int. */
  public int nextInt() {
    return bits.next();
  }

  /** A uniform number in [0, 1) with 53 random bits, as {@code random_sample()}. */
  public double rand() {
    long high = Integer.toUnsignedLong(bits.next()) >>> 5;
    long low = Integer.toUnsignedLong(bits.next()) >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  /** The next {@code count} uniform numbers in [0, 1), as {@code rand(count)}. */
  public double[] rand(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = rand();
    }
    return values;
  }

  /** A normal number of mean 0 and standard deviation 1, by Marsaglia's polar method. */
  public double randn() {
    if (hasGauss) {
      hasGauss = false;
      double waiting = cachedGauss;
      cachedGauss = 0;
      return waiting;
    }
    double x;
    double y;
    double square;
    do {
      x = 2.0 * rand() - 1.0;
      y = 2.0 * rand() - 1.0;
      square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    double factor = Math.sqrt(-2.0 * StrictMath.log(square) / square);
    cachedGauss = factor * x;
    hasGauss = true;
    return factor * y;
  }

  /** The next {@code count} normal numbers, as {@code randn(count)}. */
  public double[] randn(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = randn();
    }
    return values;
  }

  /** As {@link #randn(int)}, rounded to single precision: {@code randn(...).astype(float32)}. */
  public float[] randnFloats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) randn();
    }
    return values;
  }

  /**
   * A uniform integer in [low, high), as {@code randint(low, high)} of type int64.
   *
   * @throws IllegalArgumentException if {@code low >= high}
   */
  public long randint(long low, long high) {
    checkRange(low, high);
    return low + interval(high - 1 - low);
  }

  /** The next {@code count} integers in [low, high), as {@code randint(low, high, size=count)}. */
  public long[] randint(long low, long high, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = randint(low, high);
    }
    return values;
  }

  /**
   * The next {@code count} bytes in [low, high), as {@code randint(low, high, size=count,
   * dtype=uint8)}: four candidates come from one word, what is left over at the end is dropped.
   *
   * @param low 0 or more
   * @param high at most 256
   */
  public byte[] randintBytes(int low, int high, int count) {
    checkRange(low, high);
    if (low < 0 || high > 256) {
      throw new IllegalArgumentException("bytes lie in [0, 256), not [" + low + ", " + high + ")");
    }
    byte[] values = new byte[count];
    int range = high - 1 - low;
    if (range == 0) {
      Arrays.fill(values, (byte) low);
      return values;
    }
    int mask = (int) mask(range);
    int word = 0;
    int left = 0;
    for (int i = 0; i < count; i++) {
      int candidate;
      do {
        word = left == 0 ? bits.next() : word >>> 8;
        left = left == 0 ? 3 : left - 1;
        candidate = word & mask;
      } while (candidate > range);
      values[i] = (byte) (low + candidate);
    }
    return values;
  }

  /** Puts the numbers into random order, as {@code shuffle(array)} of one dimension. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = (int) interval(i);
      int swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }

  /** The numbers 0 to {@code count - 1} in random order, as {@code permutation(count)}. */
  public int[] permutation(int count) {
    int[] values = new int[count];
    Arrays.setAll(values, i -> i);
    shuffle(values);
    return values;
  }

  /** Uniform in [0, max]: words are masked and drawn again until one fits; max as unsigned. */
  private long interval(long max) {
    if (max == 0) {
      return 0;
    }
    long mask = mask(max);
    boolean narrow = Long.compareUnsigned(max, MASK32) <= 0;
    long value;
    do {
      value = Integer.toUnsignedLong(bits.next());
      if (!narrow) {
        value = (value << 32) | Integer.toUnsignedLong(bits.next());
      }
      value &= mask;
    } while (Long.compareUnsigned(value, max) > 0);
    return value;
  }

  /** The smallest 2^k - 1 that is not below max. */
  private static long mask(long max) {
    return max == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(max);
  }

  private static void checkRange(long low, long high) {
    if (low >= high) {
      throw new IllegalArgumentException("empty range [" + low + ", " + high + ")");
    }
  }
}
