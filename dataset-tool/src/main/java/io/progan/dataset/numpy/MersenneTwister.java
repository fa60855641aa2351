package io.progan.dataset.numpy;

/**
 * The generator MT19937 of Matsumoto and Nishimura (1998), seeded by their 2002 {@code
 * init_genrand}: a stream of uniform 32-bit words.
 */
final class MersenneTwister {
  static final int WORDS = 624;
  private static final int MIDDLE = 397;
  private static final int UPPER_MASK = 0x80000000;
  private static final int LOWER_MASK = 0x7fffffff;
  private static final int MATRIX = 0x9908b0df;
  private static final int SEED_FACTOR = 1812433253;

  private final int[] words = new int[WORDS];
  private int position;

  MersenneTwister(int seed) {
    words[0] = seed;
    for (int i = 1; i < WORDS; i++) {
      int previous = words[i - 1];
      words[i] = SEED_FACTOR * (previous ^ (previous >>> 30)) + i;
    }
    position = WORDS;
  }

  MersenneTwister(int[] words, int position) {
    System.arraycopy(words, 0, this.words, 0, WORDS);
    this.position = position;
  }

  int[] words() {
    return words.clone();
  }

  int position() {
    return position;
  }

  /** The next 32 uniform bits. */
  int next() {
    if (position == WORDS) {
      twist();
      position = 0;
    }
    int y = words[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < WORDS; i++) {
      int y = (words[i] & UPPER_MASK) | (words[(i + 1) % WORDS] & LOWER_MASK);
      int odd = (y & 1) == 0 ? 0 : MATRIX;
      words[i] = words[(i + MIDDLE) % WORDS] ^ (y >>> 1) ^ odd;
    }
  }
}
